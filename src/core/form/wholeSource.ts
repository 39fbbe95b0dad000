import type { FixSource } from "../language/fix/fixSource.ts";
import { indentsOf } from "../language/fix/indents.ts";
import type { Entry, Node } from "../language/node.ts";
import type { Range } from "../language/position.ts";
import { type FormFile, rangeIn } from "./formFile.ts";

/** The whole file as its quick fixes ask for it, put together from its pieces without parsing it again. */
export function wholeSourceOf({ text, lineEnd, comments, pieces }: FormFile): FixSource {
  const items = pieces.flatMap((piece) => {
    const move = nodeMover(piece.start);
    return piece.source.items.map(({ node, broken }) => ({
      node: move(node),
      broken: broken && { ...broken, range: rangeIn(piece, broken.range) },
    }));
  });
  const all = (of: "comments" | "marks"): readonly Range[] =>
    pieces.flatMap((piece) => piece.source[of].map((range) => rangeIn(piece, range)));
  return {
    text,
    items,
    comments: [...comments, ...all("comments")],
    marks: all("marks"),
    indents: indentsOf(text, items),
    lineEnd,
  };
}

/** Moves nodes by an offset; what several aliases share stays shared. */
function nodeMover(by: number): (node: Node) => Node {
  const moved = new Map<Node, Node>();
  const range = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
  const fresh = (node: Node): Node => {
    switch (node.kind) {
      case "scalar": {
        const verbatimAt = node.verbatimAt === undefined ? undefined : node.verbatimAt + by;
        return { ...node, range: range(node.range), verbatimAt };
      }
      case "list":
        return { ...node, items: node.items.map(move), range: range(node.range) };
      case "mapping": {
        const entry = ({ key, value }: Entry): Entry => ({ key: move(key), value: move(value) });
        return { ...node, entries: node.entries.map(entry), range: range(node.range) };
      }
      case "unreadable":
        return { ...node, range: range(node.range) };
    }
  };
  const move = (node: Node): Node => {
    const known = moved.get(node) ?? fresh(node);
    moved.set(node, known);
    return known;
  };
  return move;
}
