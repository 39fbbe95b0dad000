import { samePlace } from "../engine/sign.ts";
import type { Place } from "../request/lookUp.ts";
import type { WebhookRequest } from "../request/request.ts";
import type { Marks, PlacedValue } from "./marks.ts";
import type { Source, Value } from "./recipe.ts";
import type { SnippetProblem } from "./snippetProblem.ts";
import { freeName, type Variables } from "./variables.ts";

/** What has been worked out of a recipe so far. */
export interface RecipeDraft {
  readonly marks: Marks;
  readonly variables: Variables;
  readonly placed: PlacedValue[];
  /** In bytes; undefined when values go into the body. */
  readonly bodyLength: number | undefined;
  request: WebhookRequest;
}

/** Headers that describe the connection or the message: clients write their own. */
const headersOfClients: readonly string[] = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Puts a value into its place, unless the same is there already; or says why it cannot be there. */
export function putValue(
  draft: RecipeDraft,
  place: Place,
  source: Source,
): SnippetProblem | undefined {
  if (place.namespace === "http-header" && headersOfClients.includes(place.key.toLowerCase())) {
    return { problem: "header-of-clients", name: place.key };
  }
  const other = draft.placed.find((candidate) => samePlace(candidate.place, place));
  if (other !== undefined) {
    const isSame = JSON.stringify(other.value.source) === JSON.stringify(source);
    return isSame ? undefined : { problem: "place-taken", place };
  }
  const taken = new Set([
    ...draft.variables.environmentNames,
    ...draft.placed.map(({ value }) => value.name),
  ]);
  const name = freeName(namesBySource[source.from], taken);
  const value: Value = { name, alphabet: alphabetOf(source), source };
  const prefix = "prefix" in source ? source.prefix : "";
  const request = draft.marks.put(draft.request, { place, value }, prefix);
  if ("problem" in request) return request;
  draft.placed.push({ place, value });
  draft.request = request;
  return undefined;
}

const namesBySource: Readonly<Record<Source["from"], string>> = {
  clock: "timestamp",
  random: "nonce",
  secret: "token",
  hmac: "signature",
  jwt: "token",
};

function alphabetOf(source: Source): Value["alphabet"] {
  switch (source.from) {
    case "clock":
    case "random":
      return "plain";
    case "secret":
      return "any";
    case "hmac":
    case "jwt": {
      const isPlain = source.from === "jwt" || source.digestEncoding !== "base64";
      if (isPlain && /^[\w.-]*$/.test(source.prefix)) return "plain";
      return /^\p{ASCII}*$/u.test(source.prefix) ? "ascii" : "any";
    }
  }
}
