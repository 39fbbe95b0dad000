import { actions, conditions, trigger as triggerKind } from "../../src/core/trigger/catalog.ts";
import { authType, webAuthentication } from "../../src/core/trigger/conditionCatalog.ts";
import type { Field, Fields } from "../../src/core/trigger/field.ts";
import type {
  Action,
  Condition,
  Expectation,
  TestPayload,
  Trigger,
  TriggerTest,
  WebAuthentication,
} from "../../src/core/trigger/trigger.ts";

/** The text of a trigger file in which the trigger stands as it is; fields with their default are left out. */
export function triggerYaml(trigger: Trigger): string {
  // A JSON document is a YAML flow document: one line for each field, the rest as JSON.
  const lines = Object.entries(triggerNode(trigger)).map(
    ([name, value]) => `    ${name}: ${JSON.stringify(value)}\n`,
  );
  return `- trigger:\n${lines.join("")}`;
}

/** What stands behind `trigger:` in its file; fields with their default are left out. */
export function triggerNode(trigger: Trigger): Readonly<Record<string, unknown>> {
  const lists = {
    conditions: trigger.conditions.map((item) => ({ [item.type]: conditionNode(item) })),
    actions: trigger.actions.map((item) => ({ [item.type]: actionNode(item) })),
    tests: trigger.tests.map(testNode),
  };
  return { ...fieldsNode(triggerKind.fields, trigger), ...lists };
}

type Node = Readonly<Record<string, unknown>>;

function fieldsNode<Item extends object>(fields: Fields<Item>, item: Item): Node {
  const rows = Object.entries(fields) as [keyof Item, Field<unknown>][];
  return Object.fromEntries(
    rows
      .filter(
        ([property, field]) => item[property] !== field.fallback && field.type.kind !== "items",
      )
      .map(([property, field]) => [field.name, item[property]]),
  );
}

function conditionNode(condition: Condition): Node {
  switch (condition.type) {
    case "web-authentication":
      return { [authType.name]: condition.authType, ...authenticationNode(condition) };
    case "web-timestamp":
      return fieldsNode(conditions["web-timestamp"].fields, condition);
    case "rate-limit":
      return fieldsNode(conditions["rate-limit"].fields, condition);
  }
}

function authenticationNode(condition: WebAuthentication): Node {
  const { byAuthType } = webAuthentication;
  switch (condition.authType) {
    case "static":
      return fieldsNode(byAuthType.static, condition);
    case "hmac":
      return fieldsNode(byAuthType.hmac, condition);
    case "jwt":
      return fieldsNode(byAuthType.jwt, condition);
  }
}

function actionNode(action: Action): unknown {
  switch (action.type) {
    case "web-response-text":
      return action.text;
    case "web-response-json":
      return action.document;
    case "run-execution":
      return fieldsNode(actions["run-execution"].fields, action);
    case "run-pipeline":
      return fieldsNode(actions["run-pipeline"].fields, action);
  }
}

function testNode({ name, request, expect }: TriggerTest): Node {
  const { payload, at } = request;
  return {
    name,
    request: { ...payloadNode(payload), ...(at === undefined ? {} : { at }) },
    expect: expectNode(expect),
  };
}

function payloadNode(payload: TestPayload): Node {
  switch (payload.from) {
    case "json":
      return { json: payload.document };
    case "form":
      return { form: Object.fromEntries(payload.fields) };
    case "body":
      return { body: payload.text };
    case "body-file":
      return { "body-file": payload.path };
    case "capture":
      return { capture: payload.path };
    case "nothing":
      return {};
  }
}

function expectNode(expect: Expectation): unknown {
  if (expect.verdict === "accepted") return "accepted";
  if (expect.by === undefined) return "refused";
  return { "refused-by": expect.by, ...(expect.reason && { reason: expect.reason }) };
}
