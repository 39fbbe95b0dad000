import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { currentReadme, schemaText } from "./generated.ts";

mkdirSync("media/schema", { recursive: true });
writeFileSync("media/schema/trigger.schema.json", schemaText());
if (existsSync("README.md")) {
  writeFileSync("README.md", currentReadme(readFileSync("README.md", "utf8")));
}
