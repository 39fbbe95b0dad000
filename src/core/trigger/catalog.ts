import { runExecution, runPipeline, webResponseJson, webResponseText } from "./actionCatalog.ts";
import { rateLimit, webAuthentication, webTimestamp } from "./conditionCatalog.ts";
import { type Field, type Kind, optionalText, requiredText } from "./field.ts";
import type { ActionType, ConditionType, Trigger, TriggerTest } from "./trigger.ts";

export const trigger: Kind<Trigger> = {
  label: "Trigger",
  help: "A webhook trigger: what a request must prove, and what it launches.",
  fields: {
    name: requiredText("name", "name", {
      label: "Title",
      help: "The trigger's name, unique in the workspace; its local address is made from it.",
    }),
    description: optionalText("description", "anything", {
      label: "Description",
      help: "What sends the webhook, and when.",
    }),
    launchUrl: optionalText("launch-url", "launch-url", {
      label: "Webhook URL",
      help: "Where the trigger lives on the hosted service, if it does.",
    }),
    conditions: itemsField("conditions", "Conditions", "What a request must prove: all must pass."),
    actions: itemsField("actions", "Actions", "What an accepted request leads to."),
    tests: itemsField("tests", "Tests", "Requests with the verdict that is expected of each."),
  },
};

export const test: Kind<TriggerTest> = {
  label: "Test",
  help: "A request with the verdict that is expected of it.",
  fields: {
    name: requiredText("name", "anything", {
      label: "Name",
      help: "What the test shows, as a sentence.",
    }),
    request: {
      name: "request",
      label: "Request",
      help: "One of `json`, `form`, `body` and `body-file`, signed for the trigger, or a `capture`; with `at` for the time.",
      type: { kind: "request" },
      required: false,
      fallback: { payload: { from: "nothing" }, at: undefined },
      beyond: false,
    },
    expect: {
      name: "expect",
      label: "Expect",
      help: "`accepted`, `refused`, or `refused-by` with a condition and, if wanted, a `reason`.",
      type: { kind: "expectation" },
      required: true,
      fallback: undefined,
      beyond: false,
    },
  },
};

/** The conditions and actions by the word that tags them in a file, in the reference's order. */
export const conditions = {
  "web-authentication": webAuthentication,
  "web-timestamp": webTimestamp,
  "rate-limit": rateLimit,
} as const satisfies Record<ConditionType, unknown>;

export const actions = {
  "web-response-text": webResponseText,
  "web-response-json": webResponseJson,
  "run-execution": runExecution,
  "run-pipeline": runPipeline,
} as const satisfies Record<ActionType, unknown>;

function itemsField(
  of: "conditions" | "actions" | "tests",
  label: string,
  help: string,
): Field<readonly never[]> {
  const type = { kind: "items", of } as const;
  return { name: of, label, help, type, required: false, fallback: [], beyond: false };
}
