/** A place in a shell script where a quoted word does not stand for itself. */
export type ShellPlace =
  | "quotes"
  | "backquotes"
  | "a comment"
  | "a here-document"
  | "an arithmetic expansion"
  | "an escape";

/** By index: the place in which each character of a POSIX shell script stands; a hole where none is special. */
export function shellPlaces(script: string): readonly (ShellPlace | undefined)[] {
  const places = new Array<ShellPlace | undefined>(script.length);
  /** What is open, each with its open parentheses; commands are at the bottom. */
  const open: { readonly kind: "commands" | ShellPlace; parentheses: number }[] = [];
  const awaited: HereDocument[] = [];
  let at = 0;
  const enter = (kind: "commands" | ShellPlace, opener: string) => {
    open.push({ kind, parentheses: 0 });
    at += opener.length;
  };
  const leave = (closer: string) => {
    open.pop();
    at += closer.length;
  };
  /** Marks all up to an index as one place. */
  const pass = (to: number, place: ShellPlace) => {
    places.fill(place, at, to);
    at = to;
  };
  enter("commands", "");
  while (at < script.length) {
    const inside = open.at(-1) ?? { kind: "commands", parentheses: 0 };
    const { kind } = inside;
    const sign = script[at];
    if (kind !== "commands") places[at] = kind;
    if (sign === "\\") {
      pass(at + 2, kind === "commands" ? "an escape" : kind);
    } else if (kind === "backquotes") {
      if (sign === "`") leave("`");
      else at += 1;
    } else if (sign === "(" && kind !== "quotes") {
      inside.parentheses += 1;
      at += 1;
    } else if (sign === ")" && inside.parentheses > 0) {
      inside.parentheses -= 1;
      at += 1;
    } else if (kind === "an arithmetic expansion") {
      if (script.startsWith("))", at)) leave("))");
      else at += 1;
    } else if (script.startsWith("$((", at)) {
      enter("an arithmetic expansion", "$((");
    } else if (script.startsWith("$(", at)) {
      enter("commands", "$(");
    } else if (sign === "`") {
      enter("backquotes", "`");
    } else if (sign === '"') {
      if (kind === "quotes") leave('"');
      else enter("quotes", '"');
    } else if (kind === "quotes") {
      at += 1;
    } else if (sign === "$") {
      // Some shells read escapes in quotes that follow it.
      places[at + 1] = "an escape";
      at += 1;
      if (script[at] === "'") pass(at + lengthAt(script, at, /'(?:[^'\\]|\\[\s\S])*'?/y), "quotes");
    } else if (sign === "'") {
      pass(at + lengthAt(script, at, /'[^']*'?/y), "quotes");
    } else if (sign === "#" && !/[^\s;&|()]/.test(script[at - 1] ?? " ")) {
      pass(at + lengthAt(script, at, /.*/y), "a comment");
    } else if (sign === ")" && open.length > 1) {
      leave(")");
    } else if (script.startsWith("<<", at)) {
      at += awaitHereDocument(script, at, awaited);
    } else if (sign === "\n" && awaited.length > 0) {
      at += 1;
      for (const { end } of awaited.splice(0)) pass(endOf(script, at, end), "a here-document");
    } else {
      at += 1;
    }
  }
  return places.slice(0, script.length);
}

/** A here-document whose text begins with the next line. */
interface HereDocument {
  /** The line that ends it. */
  readonly end: RegExp;
}

/** Reads what begins with `<<`, and gives its length. */
function awaitHereDocument(script: string, at: number, awaited: HereDocument[]): number {
  if (script.startsWith("<<<", at)) return "<<<".length;
  const start = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([^\s;&|<>()'"\\]+))/y;
  start.lastIndex = at;
  const [whole = "<<", dash, ...words] = start.exec(script) ?? [];
  const word = words.find((candidate) => candidate !== undefined);
  if (word !== undefined) {
    const literal = word.replace(/[^\p{L}\p{N}\s]/gu, "\\$&");
    awaited.push({ end: new RegExp(`^${dash === "-" ? "\\t*" : ""}${literal}$`, "gm") });
  }
  return whole.length;
}

function endOf(script: string, from: number, end: RegExp): number {
  end.lastIndex = from;
  const found = end.exec(script);
  return found === null ? script.length : found.index + found[0].length;
}

function lengthAt(script: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return pattern.exec(script)?.[0].length ?? 0;
}
