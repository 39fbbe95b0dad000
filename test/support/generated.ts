import { triggerSchema } from "../../src/core/language/schema.ts";
import { readmeParts } from "./readmeParts.ts";

/** The schema as its file holds it. */
export function schemaText(): string {
  return `${JSON.stringify(triggerSchema(), null, 2)}\n`;
}

/** A README in which what stands between `<!-- name -->` and `<!-- /name -->` is up to date. */
export function currentReadme(readme: string): string {
  let text = readme;
  for (const [name, part] of Object.entries(readmeParts())) {
    const between = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`, "g");
    text = text.replace(
      between,
      (_, open: string, close: string) => `${open}\n\n${part}\n${close}`,
    );
  }
  return text;
}
