import type {
  Action,
  Condition,
  Expectation,
  Namespace,
  WebAuthentication,
} from "../../trigger/trigger.ts";
import { durationText } from "../durationText.ts";

/** What a condition asks for, in a few words; never anything of a secret key. */
export function conditionDetail(condition: Condition): string {
  switch (condition.type) {
    case "web-authentication":
      return `${tokenText(condition)}, ${placeText(condition.tokenLookupNamespace, condition.tokenLookupKey)}`;
    case "web-timestamp": {
      const { timestampLookupNamespace, timestampLookupKey, driftTolerance } = condition;
      const place = placeText(timestampLookupNamespace, timestampLookupKey);
      return `${place}, within ${durationText(driftTolerance)}`;
    }
    case "rate-limit":
      return `${condition.quota} in ${durationText(condition.period)}`;
  }
}

/** What an action does, in a few words. */
export function actionDetail(action: Action): string {
  switch (action.type) {
    case "web-response-text":
      return shortened(action.text);
    case "web-response-json":
      return shortened(JSON.stringify(action.document));
    case "run-execution":
      return shortened(action.step);
    case "run-pipeline":
      return shortened(action.pipeline);
  }
}

/** What a test expects, in a few words. */
export function expectationDetail(expectation: Expectation): string {
  if (expectation.verdict === "accepted") return "accepted";
  const { by, reason } = expectation;
  if (by === undefined) return "refused";
  return reason === undefined ? `refused by ${by}` : `refused by ${by}: ${reason}`;
}

/** A text on one line, of a length that fits beside others; empty when there is nothing to see. */
export function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const characters = [...line.slice(0, 2 * longest + 2)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
}

const longest = 60;

function tokenText(authentication: WebAuthentication): string {
  return authentication.authType === "static"
    ? "static"
    : `${authentication.authType} ${authentication.algorithm}`;
}

const namespaceWords: Readonly<Record<Namespace, string>> = {
  "http-header": "header",
  querystring: "query parameter",
  "url-encoded-body": "form field",
  "json-body": "JSON key",
};

function placeText(namespace: Namespace, key: string): string {
  return `${namespaceWords[namespace]} ${shortened(key)}`;
}
