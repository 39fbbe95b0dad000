import { isNull, type Node, textOf } from "../node.ts";
import { hasMember, itemsOf, type Members, membersOf, namedBy, textIn } from "./members.ts";
import type { Atom, EnvironmentVariable, Step, StepInput, StepParameter } from "./project.ts";
import { atomsOf, secondsOf } from "./readValues.ts";

/** Reads a step; none when it has no name. */
export function readStep(node: Node): readonly Step[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  const timeLimit = textIn(members, "time-limit");
  return [
    {
      ...named,
      inputs: readInputs(members.get("inputs")),
      parameters: readParameters(members.get("parameters")),
      image: textIn(members, "image"),
      command: textsOf(members.get("command")),
      isCommandWhole: areTexts(members.get("command")),
      environmentVariables: readEnvironmentVariables(members.get("environment-variables")),
      sourcePath: textIn(members, "source-path"),
      timeLimit: timeLimit === undefined ? undefined : secondsOf(timeLimit),
    },
  ];
}

/** Reads the inputs of a step, or those that a node declares anew. */
export function readInputs(node: Node | undefined): readonly StepInput[] {
  return itemsOf(node).flatMap((item) => {
    const members = membersOf(item);
    const named = namedBy(members);
    if (named === undefined) return [];
    const hasDefault = isFilled(members.get("default"));
    const isOptional = isYes(members, "optional");
    return [
      {
        ...named,
        isRequired: !hasMember(members, "default") && !isOptional,
        hasDefault,
        isOptional,
        defaults: hasDefault ? textsOf(members.get("default")) : [],
        filename: textIn(members, "filename"),
        keepDirectories: keepDirectoriesIn(members),
      },
    ];
  });
}

/** Reads the parameters of a step, or those that a node declares anew. */
export function readParameters(node: Node | undefined): readonly StepParameter[] {
  return itemsOf(node).flatMap((item) => {
    const members = membersOf(item);
    const named = namedBy(members);
    if (named === undefined) return [];
    const type = wordIn(members, "type", ["string", "integer", "float", "flag"]);
    // A flag is as good as false when nobody sets it.
    const isFlag = type === "flag";
    const multiple = wordIn(members, "multiple", ["none", "repeat", "separate"]);
    const separator = textIn(members, "multiple-separator") ?? "";
    return [
      {
        ...named,
        isRequired: !isFlag && !hasMember(members, "default") && !isYes(members, "optional"),
        type,
        defaults: atomsOf(members.get("default")),
        min: numberIn(members, "min"),
        max: numberIn(members, "max"),
        choices: choicesIn(members),
        multiple: multiple === "none" ? undefined : multiple,
        separator: separator === "" ? "," : separator,
        passAs: textIn(members, "pass-as"),
        passTrueAs: isFlag ? textIn(members, "pass-true-as") : undefined,
        passFalseAs: isFlag ? textIn(members, "pass-false-as") : undefined,
      },
    ];
  });
}

/** Reads the environment variables of a step, or those that a node declares anew. */
export function readEnvironmentVariables(node: Node | undefined): readonly EnvironmentVariable[] {
  return itemsOf(node).flatMap((item) => {
    const members = membersOf(item);
    const named = namedBy(members);
    return named === undefined ? [] : [{ name: named.name, default: textIn(members, "default") }];
  });
}

/** The texts of a list, or the only one. */
export function textsOf(node: Node | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** Whether a list, or the only item, has nothing in it but texts. */
export function areTexts(node: Node | undefined): boolean {
  return itemsOf(node).every((item) => textOf(item) !== undefined);
}

/** The word behind a key, if it is one of these; otherwise the first of them. */
export function wordIn<Word extends string>(
  members: Members,
  key: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = textIn(members, key);
  return words.find((word) => word === text) ?? words[0];
}

function numberIn(members: Members, key: string): number | undefined {
  const value = atomsOf(members.get(key))?.[0]?.value;
  return typeof value === "number" ? value : undefined;
}

/** An empty list of choices leaves them all open. */
function choicesIn(members: Members): readonly Atom[] | undefined {
  const choices = atomsOf(members.get("choices")) ?? [];
  return choices.length === 0 ? undefined : choices;
}

function keepDirectoriesIn(members: Members): StepInput["keepDirectories"] {
  const word = wordIn(members, "keep-directories", ["none", "suffix", "full"]);
  return isYes(members, "keep-directories") ? "full" : word;
}

function isFilled(node: Node | undefined): boolean {
  if (node === undefined || isNull(node)) return false;
  return node.kind === "list" ? node.items.length > 0 : textOf(node) !== "";
}

/** The hosted service reads YAML 1.1, where more words than `true` mean yes. */
function isYes(members: Members, key: string): boolean {
  return /^(?:true|yes|on|y)$/i.test(textIn(members, key) ?? "");
}
