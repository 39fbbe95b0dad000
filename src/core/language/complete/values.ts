import type { Field } from "../../trigger/field.ts";
import { durationText } from "../durationText.ts";
import { type Branch, textBehind } from "../sketch/branch.ts";
import type { CompletionKind } from "./completion.ts";
import { usualNumbers } from "./fieldTemplates.ts";
import { different, signableHeaders, timestampHeaders, usualTokenHeaders } from "./headers.ts";
import { nodeInputs, stepInputs } from "./projectNames.ts";
import type { Scene } from "./scene.ts";
import type { Template } from "./snippetText.ts";
import { signedIn } from "./triggerFacts.ts";

/** A value that is proposed as a whole, before it is put in quotes. */
export interface ProposedValue {
  readonly template: Template;
  readonly kind: CompletionKind;
  readonly detail?: string;
}

/** The texts that can stand in a field, with the mapping that the field belongs to. */
export function textsFor(
  field: Field<unknown>,
  mapping: Branch | undefined,
  scene: Scene,
): readonly ProposedValue[] {
  if (field.type.kind !== "text") return [];
  const { project, secrets } = scene.context;
  const beside = (key: string) => mapping && textBehind(scene.sketch, mapping, key);
  switch (field.type.holds) {
    case "secret":
      return [
        ...secrets.map(({ name, source }) => value(`{env:${name}}`, "secret", source)),
        { template: ["{env:", stop("secret", "NAME"), "}"], kind: "secret", detail: "a secret" },
      ];
    case "basestring":
      return basestrings(signableHeaders(scene.facts)[0] ?? "");
    case "lookup-key":
      return lookupKeys(field, mapping, scene);
    case "prefix":
      return prefixes(beside("auth-type"), beside("algorithm"));
    case "step":
      return (project?.steps ?? []).map(({ name }) => value(name, "step"));
    case "pipeline":
      return (project?.pipelines ?? []).map(({ name }) => value(name, "pipeline"));
    case "step-input":
      return stepInputs(project, beside("step")).map(asInput);
    case "node-input":
      return nodeInputs(project, beside("pipeline")).map(asInput);
    case "response":
      return texts("ok", "launched {run_id}");
    case "time":
      return texts("-10m", "+10m", "-1d");
    case "launch-url": {
      const address = "https://app.valohai.com/api/v0/launch/";
      return [{ template: [address, stop("id", "id"), "/"], kind: "text" }];
    }
    case "name":
    case "path":
    case "anything":
      return [];
  }
}

/** The numbers that can stand in a field. */
export function numbersFor(field: Field<unknown>): readonly ProposedValue[] {
  const isTime = field.type.kind === "whole-number" && field.type.unit === "seconds";
  return usualNumbers(field.name).map((text) =>
    value(text, "number", isTime ? durationText(Number(text)) : undefined),
  );
}

function basestrings(header: string): readonly ProposedValue[] {
  const signed = ["{header:", stop("header", header), "}"] as const;
  return [
    value("{body}", "text", "the body alone"),
    { template: [...signed, ".{body}"], kind: "text", detail: "a timestamp and the body" },
    { template: ["v0:", ...signed, ":{body}"], kind: "text", detail: "a timestamp and the body" },
  ];
}

function lookupKeys(
  field: Field<unknown>,
  mapping: Branch | undefined,
  { sketch, facts }: Scene,
): readonly ProposedValue[] {
  const asHeader = (header: string) => value(header, "header");
  const beside = (key: string) => mapping && textBehind(sketch, mapping, key);
  const isToken = field.name === "token-lookup-key";
  const namespace = beside(isToken ? "token-lookup-namespace" : "timestamp-lookup-namespace");
  if (namespace !== "http-header") return [];
  if (!isToken) return timestampHeaders(facts).map(asHeader);
  // A signature cannot be in a header that it signs.
  const signed = mapping === undefined ? [] : signedIn(sketch, mapping);
  const usual = usualTokenHeaders(beside("auth-type"));
  const others = facts.tokenHeaders.filter((header) => header !== beside(field.name));
  return different([...others, ...usual], signed).map(asHeader);
}

function prefixes(authType: string | undefined, algorithm: string | undefined) {
  switch (authType) {
    case "hmac":
      return texts(`${algorithm?.toLowerCase() ?? "sha256"}=`, "v0=", "v1=");
    case "jwt":
      return texts("Bearer ", "JWT ");
    default:
      return texts("Bearer ", "Token ", "Basic ");
  }
}

function texts(...all: readonly string[]): readonly ProposedValue[] {
  return all.map((text) => value(text, "text"));
}

function asInput({ name, detail }: { readonly name: string; readonly detail: string }) {
  return value(name, "input", detail);
}

function value(text: string, kind: CompletionKind, detail?: string): ProposedValue {
  return { template: [text], kind, ...(detail === undefined ? {} : { detail }) };
}

function stop(name: string, text: string) {
  return { name, choices: [text] } as const;
}
