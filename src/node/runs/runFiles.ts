import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, lstat, mkdir, readdir, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { OutputFile } from "../../core/runs/runRecord.ts";
import { systemErrorCode, UserError } from "../userError.ts";

const mostOutputs = 10_000;

/** A name from elsewhere as a path within a folder; a `UserError` when it would lead out of it. */
export function pathWithin(folder: string, name: string): string {
  const parts = name.split(/[/\\]/);
  const isSound = parts.every((part) => part !== "" && part !== "." && part !== "..");
  if (!isSound || name.includes("\0") || /^[a-z]:/i.test(name)) {
    throw new UserError(`“${name}” is no name for a file.`, "Give one without “..” and such.");
  }
  return join(folder, ...parts);
}

/** Makes a folder for this user alone, with those above it. */
export async function makeFolder(path: string): Promise<void> {
  await orSay(path, mkdir(path, { recursive: true, mode: 0o700 }));
}

/** Writes a file that is not there yet, with the folders above it. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await orSay(path, writeFile(path, content, { mode: 0o600 }));
}

/** Copies a file; a link is not followed. */
export async function copyPlainFile(from: string, to: string): Promise<void> {
  const status = await orSay(from, lstat(from));
  if (!status.isFile()) throw new UserError(`${from} is no plain file.`, "Leave links out.");
  await makeFolder(dirname(to));
  await orSay(to, copyFile(from, to, constants.COPYFILE_FICLONE));
}

/** What `inputs.json` tells of a file. */
export async function fileFacts(
  path: string,
): Promise<{ readonly size: number; readonly checksums: Readonly<Record<string, string>> }> {
  const { size } = await orSay(path, stat(path));
  const hashes = ["md5", "sha1", "sha256"].map((name) => [name, createHash(name)] as const);
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) for (const [, hash] of hashes) hash.update(chunk);
  });
  return {
    size,
    checksums: Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest("hex")])),
  };
}

/** The plain files below a folder, in order; links are left out, and so is a folder that is one. */
export async function listOutputs(folder: string): Promise<readonly OutputFile[]> {
  const outputs: OutputFile[] = [];
  const isOwn = (await realpath(folder).catch(() => undefined)) === (await realOf(folder));
  if (!isOwn) return [];
  const visit = async (path: string, name: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      if (outputs.length >= mostOutputs) return;
      const inside = join(path, entry.name);
      const within = name === "" ? entry.name : `${name}/${entry.name}`;
      if (entry.isDirectory()) await visit(inside, within);
      else if (entry.isFile()) outputs.push({ path: within, size: (await stat(inside)).size });
    }
  };
  await visit(folder, "");
  return outputs;
}

/** Where a folder is when it is no link itself. */
async function realOf(folder: string): Promise<string | undefined> {
  const above = await realpath(dirname(folder)).catch(() => undefined);
  return above === undefined ? undefined : join(above, folder.slice(dirname(folder).length + 1));
}

async function orSay<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw writeError(path, error);
  }
}

/** An error of the file system as one that is meant to be read; any other is left as it is. */
export function writeError(path: string, error: unknown): unknown {
  const code = systemErrorCode(error);
  // Node's own codes tell of a call that makes no sense.
  if (code === undefined || code.startsWith("ERR_")) return error;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new UserError(`The disk is full: ${path} cannot be written.`, "Make room there.");
    case "EFBIG":
      return new UserError(`${path} may not grow any more.`, "Raise the limit for files.");
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new UserError(`${path} may not be written.`, "Check the permissions of its folder.");
    default:
      return new UserError(`${path} cannot be used (${code}).`, "Check its folder.");
  }
}
