import type { Trigger } from "./trigger.ts";

/** The path under which every trigger is launched, here and on the hosted service. */
export const launchPath = "/api/v0/launch/";

/**
 * The word that stands for a trigger in its local address: the letters and digits of its name in
 * lower case, joined by hyphens; empty for a name that has none.
 */
export function slugOf(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** The trigger id in a launch URL of the hosted service, in lower case; undefined for another URL. */
export function launchIdOf(launchUrl: string): string | undefined {
  const id =
    /^https?:\/\/[^/?#]+\/api\/v0\/launch\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;
  return id.exec(launchUrl)?.[1]?.toLowerCase();
}

/** The last path segments at which a trigger answers: its slug, and its hosted id when it has one. */
export function addressesOf(trigger: Pick<Trigger, "name" | "launchUrl">): readonly string[] {
  const id = trigger.launchUrl === undefined ? undefined : launchIdOf(trigger.launchUrl);
  const slug = slugOf(trigger.name);
  return id === undefined ? [slug] : [slug, id];
}
