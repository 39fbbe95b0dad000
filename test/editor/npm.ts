import { spawn } from "node:child_process";
import { once } from "node:events";

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/;

/** Runs npm in a folder without a word, and throws what went wrong. */
export async function npm(args: readonly string[], folder: string): Promise<void> {
  const [program, ...first] = npmCommand();
  const child = spawn(program, [...first, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  }
  const [code, signal] = await once(child, "close");
  if (code === 0) return;
  const text = said.join("");
  const why = unreachable.test(text) ? "the npm registry cannot be reached" : (signal ?? code);
  throw new Error(`npm ${args.join(" ")} failed in ${folder}: ${why}\n${errorsIn(text)}`);
}

/** The npm that runs this script, which needs no shell on any system; otherwise that on the path. */
function npmCommand(): readonly [string, ...string[]] {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, script] : ["npm"];
}

function errorsIn(text: string): string {
  const lines = text.trimEnd().split("\n");
  const errors = lines.filter((line) => line.startsWith("npm error"));
  return (errors.length > 0 ? errors : lines).slice(-40).join("\n");
}
