import { launchIdOf, launchPath, slugOf } from "../../trigger/address.ts";
import type { Field, Word } from "../../trigger/field.ts";
import { verdictWords } from "../../trigger/testWords.ts";
import { durationText } from "../durationText.ts";
import type { LanguageContext } from "../languageContext.ts";
import { type Branch, type Sketch, textBehind } from "../sketch/branch.ts";
import { basestringMarkdown } from "./basestringMarkdown.ts";
import { wordMarkdown } from "./fieldMarkdown.ts";
import { code, paragraphs } from "./markdown.ts";
import {
  nodeInputMarkdown,
  pipelineMarkdown,
  stepInputMarkdown,
  stepMarkdown,
} from "./projectMarkdown.ts";
import { secretMarkdown } from "./secretMarkdown.ts";

/** What the value of a field means; undefined when there is no more to say than of the field. */
export function valueMarkdown(
  field: Field<unknown>,
  value: string,
  branch: Branch,
  sketch: Sketch,
  context: LanguageContext,
): string | undefined {
  const { type } = field;
  switch (type.kind) {
    case "word":
      return wordIn(type.words, value, type.anyCase);
    case "expectation":
      return wordIn(verdictWords, value, false);
    case "whole-number":
      return type.unit === "seconds" ? secondsMarkdown(value, field) : undefined;
    case "text":
      break;
    case "json":
    case "items":
    case "request":
      return undefined;
  }
  const { project } = context;
  const beside = (key: string) => branch.parent && textBehind(sketch, branch.parent, key);
  switch (type.holds) {
    case "name":
      return nameMarkdown(value);
    case "launch-url":
      return launchUrlMarkdown(value);
    case "secret":
      return secretMarkdown(value, context);
    case "basestring":
      return basestringMarkdown(value, sketch, branch);
    case "step":
      return project && stepMarkdown(project, value);
    case "pipeline":
      return project && pipelineMarkdown(project, value);
    case "step-input":
      return project && stepInputMarkdown(project, beside("step"), value);
    case "node-input":
      return project && nodeInputMarkdown(project, beside("pipeline"), value);
    case "lookup-key":
    case "prefix":
    case "response":
    case "path":
    case "time":
    case "anything":
      return undefined;
  }
}

function wordIn(
  words: Readonly<Record<string, Word>>,
  value: string,
  anyCase: boolean,
): string | undefined {
  const isSame = ([word]: readonly [string, Word]) =>
    word === value || (anyCase && word.toLowerCase() === value.toLowerCase());
  const found = Object.entries(words).find(isSame);
  return found && wordMarkdown(...found);
}

function secondsMarkdown(value: string, { help }: Field<unknown>): string | undefined {
  const seconds = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(seconds)) return undefined;
  return paragraphs(`**${durationText(seconds)}**`, help);
}

function nameMarkdown(name: string): string | undefined {
  const slug = slugOf(name);
  return slug === "" ? undefined : `Local address: ${code(`${launchPath}${slug}/`)}`;
}

function launchUrlMarkdown(url: string): string | undefined {
  const id = launchIdOf(url);
  return (
    id &&
    `The trigger answers at ${code(`${launchPath}${id}/`)} here too, so that a sender only has to change the host.`
  );
}
