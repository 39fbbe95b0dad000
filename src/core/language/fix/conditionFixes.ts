import type { Json } from "../../trigger/trigger.ts";
import { entryOf, textOf } from "../node.ts";
import { isHeaderName } from "../rules/lookups.ts";
import { keysOf } from "./fields.ts";
import { possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import { type FixSource, triggerAt } from "./fixSource.ts";
import { insertEntry, insertItem } from "./insertion.ts";
import { algorithmForKey } from "./keyAlgorithm.ts";
import { replacement } from "./replacement.ts";
import { freshSecretName } from "./secretName.ts";
import { entryAt } from "./spot.ts";

/** Adds an authentication to a trigger without conditions. */
export const fixNoConditions: Fixer<"no-conditions"> = (source, { range }) => {
  const trigger = triggerAt(source, range.start);
  const secretKey = `{env:${freshSecretName(source.text, trigger)}}`;
  const authentication = (authType: string, key: string) => ({
    "web-authentication": {
      "auth-type": authType,
      "secret-key": secretKey,
      "token-lookup-namespace": "http-header",
      "token-lookup-key": key,
    },
  });
  const added = (item: Json) => withCondition(source, range.start, item);
  return [
    ...possibleFix("Add an HMAC authentication", added(authentication("hmac", "X-Signature"))),
    ...possibleFix("Add a static token", added(authentication("static", "Authorization"))),
  ];
};

/** Limits how often a trigger launches. */
export const fixNoRateLimit: Fixer<"no-rate-limit"> = (source, { range }) => {
  const limit = { "rate-limit": { period: 3600, quota: 10 } };
  return possibleFix(
    "Add a limit of 10 launches in an hour",
    withCondition(source, range.start, limit),
  );
};

/** Looks a signature up in a header rather than in the body that it signs. */
export const fixSignatureCircle: Fixer<"signature-circle"> = (source, { range, data }) => {
  const holder = entryAt(source, range)?.holder;
  const key = holder && entryOf(holder, "token-lookup-key")?.value;
  if (data.part !== "body" || key === undefined || !isHeaderName(textOf(key) ?? "")) return [];
  return possibleFix("Look it up in a header", replacement(source.text, range, "http-header"));
};

/** Chooses the algorithm that a public key is made for, where its look tells which. */
export const fixPublicKeyForHs: Fixer<"public-key-for-hs"> = (source, { range, data }) => {
  const spot = entryAt(source, range);
  const algorithm =
    spot && algorithmForKey(textOf(spot.entry.value) ?? "", data.algorithm.slice(-3));
  if (spot === undefined || algorithm === undefined) return [];
  const old = entryOf(spot.holder, "algorithm")?.value;
  const order = keysOf("web-authentication");
  const edits =
    old === undefined
      ? insertEntry(source, spot.holder, { key: "algorithm", value: algorithm, order })
      : replacement(source.text, old.range, algorithm);
  return sureFix(`Choose ${algorithm}, which this key is made for`, edits);
};

function withCondition(source: FixSource, at: number, value: Json) {
  const trigger = triggerAt(source, at);
  const owner = trigger && entryAt(source, trigger.head);
  return owner && insertItem(source, owner, { key: "conditions", value, order: keysOf("trigger") });
}
