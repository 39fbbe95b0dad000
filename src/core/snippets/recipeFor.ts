import { placeOf, signingOrder } from "../engine/sign.ts";
import { byteStringOf } from "../request/byteString.ts";
import type { Place } from "../request/lookUp.ts";
import { placeValue } from "../request/place.ts";
import type { Trigger } from "../trigger/trigger.ts";
import { basestringParts } from "./basestringParts.ts";
import { Marks } from "./marks.ts";
import type { Recipe } from "./recipe.ts";
import { putValue, type RecipeDraft } from "./recipeDraft.ts";
import type { SnippetProblem } from "./snippetProblem.ts";
import { Variables } from "./variables.ts";

/** What is to be sent, before it is signed; the URL is a whole one. */
export interface Message {
  readonly url: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}

export type RecipeResult =
  | { readonly outcome: "found"; readonly recipe: Recipe }
  | { readonly outcome: "impossible"; readonly problem: SnippetProblem };

type Step = NonNullable<ReturnType<typeof signingOrder>>[number];

/** Works out how a sender signs the message for a trigger, as `sign` does, but without its secrets. */
export function recipeFor(trigger: Trigger, message: Message): RecipeResult {
  const order = signingOrder(trigger);
  if (order === undefined) return impossible({ problem: "circle" });
  const url = new URL(message.url);
  url.hash = "";
  const contentType: Place = { namespace: "http-header", key: "Content-Type" };
  const unsigned = placeValue(
    { method: "POST", url: url.href, headers: [], body: message.body },
    contentType,
    byteStringOf(message.contentType),
  );
  if (unsigned.outcome === "impossible") {
    return impossible({ problem: "unplaceable", place: contentType, why: unsigned.why });
  }
  const changesBody = order.some((step) => placeOf(step).namespace.endsWith("-body"));
  const draft: RecipeDraft = {
    marks: new Marks(textIn(trigger, message)),
    variables: new Variables(trigger),
    placed: [],
    bodyLength: changesBody ? undefined : message.body.length,
    request: unsigned.request,
  };
  for (const step of order) {
    const problem = take(draft, step);
    if (problem !== undefined) return impossible(problem);
  }
  return finished(draft);
}

/** All text among which marks must stand out. */
function textIn(trigger: Trigger, { url, body, contentType }: Message): string {
  const conditions = JSON.stringify(trigger.conditions);
  return [url, contentType, conditions, Buffer.from(body).toString("latin1")].join("\n");
}

function take(draft: RecipeDraft, step: Step): SnippetProblem | undefined {
  const place = placeOf(step);
  if (step.type === "web-timestamp") {
    return putValue(draft, place, { from: "clock", unit: step.timestampUnit });
  }
  if (step.secretKey === "") return { problem: "secret-missing", names: [] };
  const prefix = step.valuePrefix.toWellFormed();
  switch (step.authType) {
    case "static": {
      const secret = draft.variables.secretOf(step);
      return putValue(draft, place, { from: "secret", prefix, secret });
    }
    case "jwt": {
      const { algorithm, secretEncoding } = step;
      const secret = draft.variables.secretOf(step);
      return putValue(draft, place, { from: "jwt", prefix, algorithm, secret, secretEncoding });
    }
    case "hmac": {
      const basestring = basestringParts(draft, step.basestringFormat);
      if ("problem" in basestring) return basestring;
      const { algorithm, secretEncoding, digestEncoding } = step;
      const secret = draft.variables.secretOf(step);
      const key = { algorithm, secret, secretEncoding };
      return putValue(draft, place, { from: "hmac", prefix, ...key, basestring, digestEncoding });
    }
  }
}

function finished({ marks, variables, placed, request }: RecipeDraft): RecipeResult {
  const body = marks.bodyOf(request);
  if (body === undefined) return impossible({ problem: "body-not-text" });
  const recipe = {
    variables: variables.all,
    values: placed.map(({ value }) => value),
    url: marks.partsOf(request.url),
    headers: marks.headersOf(request),
    body,
  };
  return { outcome: "found", recipe };
}

function impossible(problem: SnippetProblem): RecipeResult {
  return { outcome: "impossible", problem };
}
