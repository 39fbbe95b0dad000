import type { Located } from "../located.ts";
import { entryOf, type Node, rangeWithin, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import { readTriggers } from "../readTriggers.ts";

/** A piece of a text that leads somewhere. */
export interface DocumentLink {
  readonly range: Range;
  readonly target: LinkTarget;
}

type LinkTarget =
  /** Relative to the trigger file, unless it is absolute. */
  { readonly kind: "file"; readonly path: string } | { readonly kind: "url"; readonly url: string };

/** The links of a text: the files of its tests, and where its triggers live on the hosted service. */
export function documentLinks(text: string): readonly DocumentLink[] {
  const links = new Map<number, DocumentLink>();
  for (const { places, tests } of readTriggers(text)) {
    for (const link of [...urlLinks(places.launchUrl?.value), ...tests.flatMap(fileLinks)]) {
      links.set(link.range.start, link);
    }
  }
  return [...links.values()];
}

function urlLinks(node: Node | undefined): readonly DocumentLink[] {
  const url = node && textOf(node);
  if (node === undefined || url === undefined || !/^https?:\/\/[^\s/]/i.test(url)) return [];
  return [{ range: rangeWithin(node, 0, url.length), target: { kind: "url", url } }];
}

function fileLinks({ places }: Located<unknown>): readonly DocumentLink[] {
  const request = places.request?.value;
  if (request === undefined) return [];
  return ["body-file", "capture"].flatMap((key) => {
    const node = entryOf(request, key)?.value;
    const path = node && textOf(node);
    if (node === undefined || path === undefined || path === "") return [];
    return [{ range: rangeWithin(node, 0, path.length), target: { kind: "file", path } as const }];
  });
}
