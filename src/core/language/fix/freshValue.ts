import { slugOf } from "../../trigger/address.ts";
import { placeholdersIn } from "../../trigger/placeholders.ts";
import type { ConditionType, Json } from "../../trigger/trigger.ts";
import { hmacAlgorithms, jwtAlgorithms } from "../../trigger/words.ts";
import { authenticationsOf, type ReadTrigger } from "../located.ts";
import { entryOf, type Node, textOf } from "../node.ts";
import { firstFree } from "./firstFree.ts";
import { type FixSource, triggerAt } from "./fixSource.ts";
import { freshSecretName } from "./secretName.ts";

/** A value for a key that has none. */
export interface FreshValue {
  readonly value: Json;
  /** Whether nearly everyone would write this one. */
  readonly isUsual: boolean;
}

/** A key that wants a value. */
export interface Wanting {
  /** The word for the item that has the key. */
  readonly kind: string;
  readonly key: string;
  /** The mapping that has the key, or is to have it. */
  readonly neighbors: Node;
  /** An offset in the trigger. */
  readonly at: number;
}

/** The value for a key; undefined when only the author can know one. */
export function freshValue(
  source: FixSource,
  { kind, key, neighbors, at }: Wanting,
): FreshValue | undefined {
  const trigger = triggerAt(source, at);
  switch (key) {
    case "name":
      return perhaps(kind === "test" ? "New test" : freshName(source, "New trigger"));
    case "auth-type":
      return authTypeFor(neighbors);
    case "secret-key":
      return perhaps(`{env:${freshSecretName(source.text, trigger)}}`);
    case "token-lookup-namespace":
    case "timestamp-lookup-namespace":
      return { value: "http-header", isUsual: true };
    case "token-lookup-key":
      return perhaps(tokenKeyFor(neighbors));
    case "timestamp-lookup-key":
      return timestampKeyFor(trigger, neighbors);
    case "drift-tolerance":
      return { value: 300, isUsual: true };
    case "period":
      return perhaps(3600);
    case "quota":
      return perhaps(10);
    case "web-response-text":
      return perhaps("{run_id}");
    case "web-response-json":
      return perhaps({ status: "accepted", run: "{run_id}" });
    case "expect":
      return perhaps("accepted");
    case "refused-by":
      return conditionFor(trigger, neighbors);
    default:
      return undefined;
  }
}

/** A name that no trigger of the file has, with an address of its own. */
export function freshName({ items }: Pick<FixSource, "items">, name: string): string {
  const taken = new Set(
    items.map(({ node }) => {
      const trigger = entryOf(node, "trigger")?.value;
      const other = trigger && entryOf(trigger, "name")?.value;
      return slugOf((other && textOf(other)) ?? "");
    }),
  );
  return firstFree(name, " ", (candidate) => !taken.has(slugOf(candidate)));
}

function perhaps(value: Json): FreshValue {
  return { value, isUsual: false };
}

function textBehind(node: Node, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value && textOf(value);
}

/** The other fields may tell the type. */
function authTypeFor(neighbors: Node): FreshValue {
  const algorithm = textBehind(neighbors, "algorithm")?.toLowerCase();
  const isOneOf = (words: object) =>
    Object.keys(words).some((word) => word.toLowerCase() === algorithm);
  if (entryOf(neighbors, "basestring-format") || isOneOf(hmacAlgorithms)) {
    return { value: "hmac", isUsual: true };
  }
  return isOneOf(jwtAlgorithms) ? { value: "jwt", isUsual: true } : perhaps("hmac");
}

function tokenKeyFor(neighbors: Node): string {
  const isHmac = textBehind(neighbors, "auth-type") === "hmac";
  const isHeader =
    (textBehind(neighbors, "token-lookup-namespace") ?? "http-header") === "http-header";
  if (isHeader) return isHmac ? "X-Signature" : "Authorization";
  return isHmac ? "signature" : "token";
}

/** A header that is signed already, and has a name like a timestamp's, is meant. */
function timestampKeyFor(trigger: ReadTrigger | undefined, neighbors: Node): FreshValue {
  const namespace = textBehind(neighbors, "timestamp-lookup-namespace") ?? "http-header";
  if (namespace !== "http-header") return perhaps("timestamp");
  const signed = trigger && signedTimestampIn(trigger);
  return signed === undefined ? perhaps("X-Timestamp") : { value: signed, isUsual: true };
}

/** The header in a basestring of the trigger that has the name of a timestamp. */
export function signedTimestampIn(trigger: ReadTrigger): string | undefined {
  return authenticationsOf(trigger, "hmac")
    .flatMap(({ value }) => placeholdersIn(value.basestringFormat, "basestring"))
    .find(({ kind, name }) => kind === "header" && /time|date/i.test(name))?.name;
}

/** Each reason belongs to one condition, or to whichever looks something up. */
function conditionFor(trigger: ReadTrigger | undefined, neighbors: Node): FreshValue {
  const reason = textBehind(neighbors, "reason");
  const types = new Set(trigger?.conditions.map(({ type }) => type));
  const meant: ConditionType = reason?.startsWith("timestamp-")
    ? "web-timestamp"
    : reason === "rate-limit-exceeded"
      ? "rate-limit"
      : "web-authentication";
  const isTold = reason !== undefined && !reason.startsWith("value-") && types.has(meant);
  return { value: meant, isUsual: isTold };
}
