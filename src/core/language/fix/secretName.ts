import { slugOf } from "../../trigger/address.ts";
import type { ReadTrigger } from "../located.ts";
import { firstFree } from "./firstFree.ts";

/** A name for a secret of a trigger that no reference in the file has yet. */
export function freshSecretName(text: string, trigger: ReadTrigger | undefined): string {
  const words = slugOf(trigger?.name ?? "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 40);
  const name = words === "" ? "WEBHOOK_SECRET" : `${words}_SECRET`;
  const used = new Set([...text.matchAll(/\{env:([\w-]+)\}/g)].map(([, one]) => one));
  return firstFree(name, "_", (candidate) => !used.has(candidate));
}
