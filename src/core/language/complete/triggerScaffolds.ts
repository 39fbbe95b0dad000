import type { ItemType } from "../sketch/rows.ts";
import { type Defaults, type ItemScaffold, scaffoldOf } from "./itemScaffold.ts";
import { type Scaffold, type ScaffoldEntry, scalar } from "./scaffold.ts";

/** Whole triggers: one for each way to authenticate. */
export function triggerScaffolds(scene: Defaults): readonly ItemScaffold[] {
  // A new trigger has nothing to do with the one around the cursor.
  const none = {
    conditions: [],
    actions: [],
    timestampHeaders: [],
    tokenHeaders: [],
    signedHeaders: [],
  };
  const fresh = { context: scene.context, facts: none };
  const authentication = (word: string, ...more: readonly string[]) =>
    tagged("web-authentication", scaffoldOf("web-authentication", word, more, fresh));
  const timestamp = tagged("web-timestamp", scaffoldOf("web-timestamp", undefined, [], fresh));
  return [
    triggerWith(
      "static token",
      "The sender passes a secret token.",
      fresh,
      authentication("static"),
    ),
    triggerWith(
      "HMAC with timestamp",
      "The sender signs the body and a timestamp with a shared secret.",
      fresh,
      authentication("hmac", "basestring-format"),
      timestamp,
    ),
    triggerWith("JWT", "The sender passes a JSON Web Token.", fresh, authentication("jwt")),
  ];
}

function triggerWith(
  label: string,
  help: string,
  scene: Defaults,
  ...conditions: readonly Scaffold[]
): ItemScaffold {
  const limit = tagged("rate-limit", scaffoldOf("rate-limit", undefined, [], scene));
  const response = tagged(
    "web-response-text",
    scaffoldOf("web-response-text", undefined, [], scene),
  );
  const entries: readonly ScaffoldEntry[] = [
    ["name", scalar([{ name: "name", choices: ["My webhook"] }])],
    ["conditions", { kind: "list", items: [...conditions, limit] }],
    ["actions", { kind: "list", items: [response] }],
  ];
  return {
    label: `trigger: ${label}`,
    filterText: `trigger ${label}`,
    detail: "Webhook trigger",
    help,
    entries: [["trigger", { kind: "mapping", entries }]],
  };
}

function tagged(type: ItemType, value: Scaffold): Scaffold {
  return { kind: "mapping", entries: [[type, value]] };
}
