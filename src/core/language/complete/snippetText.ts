/** A place in a text to fill in: the first choice is its default; stops of one name change together. */
export interface Stop {
  readonly name: string;
  readonly choices: readonly [string, ...string[]];
}

/** A text with places to fill in. */
export type Template = readonly (string | Stop)[];

/** The text of a template with every default filled in. */
export function defaultText(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : part.choices[0])).join("");
}

/** Whether anything in a template is to be filled in. */
export function hasStops(template: Template): boolean {
  return template.some((part) => typeof part !== "string");
}

/** Writes templates in snippet syntax, and numbers their stops as they come. */
export class SnippetWriter {
  readonly #numbers = new Map<string, number>();

  /** The snippet text of a template. */
  write(template: Template): string {
    return template
      .map((part) => (typeof part === "string" ? escaped(part) : this.#stop(part)))
      .join("");
  }

  #stop({ name, choices }: Stop): string {
    const isFirst = !this.#numbers.has(name);
    const number = this.#numbers.get(name) ?? this.#numbers.size + 1;
    this.#numbers.set(name, number);
    const [first, ...others] = choices;
    if (!isFirst || others.length === 0) return `\${${number}:${escaped(first)}}`;
    const words = choices.map((choice) => choice.replace(/[\\,|]/g, "\\$&"));
    return `\${${number}|${words.join(",")}|}`;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
