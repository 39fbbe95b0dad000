/** What all problems of one code share: their severity unless set otherwise, and their sentence. */
interface Kind<Severity, Message> {
  readonly severity: Severity;
  readonly message: Message;
}

/** Every problem that a trigger file can have, by its code. */
export const problemKinds = {
  "yaml-syntax": error(
    ({ message }: { message: string }) => `This is not YAML: ${message}. Mend it to go on.`,
  ),
  "yaml-too-deep": error(() => "This is nested too deeply to be read: write it flatter."),
  "yaml-too-long": error(
    () =>
      "This is not read, because a file may hold 20,000 triggers and each 1 MiB of text: split it, with `- trigger:` at the margin.",
  ),
  "yaml-too-many-aliases": error(
    () => "The aliases stand for more values than a trigger file may hold: write them out.",
  ),
  "several-documents": error(
    () =>
      "Only the first document of a file is read: remove this line, or move the rest to a file of its own.",
  ),
  "not-a-list": error(
    ({ found }: { found: string }) =>
      `A trigger file is a list, not ${found}: begin each trigger with \`- trigger:\`.`,
  ),
  "duplicate-key": error(
    ({ key }: { key: string }) => `\`${key}\` is here twice: remove one of the two.`,
  ),
  "several-keys": error(
    ({ key }: { key: string }) => `\`${key}\` begins an item of its own: put \`- \` before it.`,
  ),
  "not-indented": error(
    ({ key, of }: { key: string; of: string }) =>
      `Put \`${key}\` and what follows further to the right, so that it belongs to \`${of}\`.`,
  ),
  "unknown-key": error(
    ({ key, of, suggestion, known }: Unknown & { key: string; of: string }) =>
      `\`${key}\` means nothing in ${of}${didYouMean(suggestion, known)}`,
  ),
  "missing-key": error(
    ({ key, of }: { key: string; of: string }) => `\`${of}\` needs \`${key}\`: add it.`,
  ),
  "wrong-type": error(
    ({ wanted, found }: { wanted: string; found: string }) => `Write ${wanted} here, not ${found}.`,
  ),
  "unknown-word": error(
    ({ word, key, suggestion, known }: Unknown & { word: string; key: string }) =>
      `\`${key}\` cannot be \`${word}\`${didYouMean(suggestion, known)}`,
  ),
  "empty-value": error(
    ({ key }: { key: string }) => `\`${key}\` has no value: write one, or remove the key.`,
  ),
  "number-not-positive": error(
    ({ key }: { key: string }) => `\`${key}\` must be a whole number above 0.`,
  ),
  "launch-url-invalid": error(
    () => "Copy the trigger's whole address: `https://…/api/v0/launch/<id>/`.",
  ),
  "placeholder-not-quoted": error(
    ({ text }: { text: string }) =>
      `Without quotes YAML reads braces as a mapping: write \`"${text}"\`.`,
  ),
  "not-json": error(({ why }: { why: string }) => `This cannot be JSON: ${why}.`),
  "signature-circle": error(
    ({ part }: { part: string }) =>
      `The signature is looked up in the ${part} that it signs, so that no sender can make one: send it elsewhere.`,
  ),
  "public-key-for-hs": error(
    ({ algorithm }: { algorithm: string }) =>
      `${algorithm} needs a shared secret, and this looks like one half of a key pair: choose an algorithm such as RS256, or another secret.`,
  ),
  "asymmetric-needs-public-key": error(
    ({ algorithm }: { algorithm: string }) =>
      `${algorithm} needs the sender's public key: paste its PEM or JWK, or refer to it with \`{env:NAME}\`.`,
  ),
  "env-reference-malformed": error(
    () => "Write `{env:NAME}`, with a name of letters, digits, `_` and `-`.",
  ),
  "header-name-invalid": error(
    ({ name }: { name: string }) =>
      `No header can be named \`${name}\`: write the name alone, such as \`X-Signature\`.`,
  ),
  "payload-input-malformed": error(() => "Name the node and its input, as `node.input`."),
  "name-not-unique": error(
    ({ name }: { name: string }) => `Another trigger is named \`${name}\` too: rename one of them.`,
  ),
  "address-shared": error(
    ({ address, owner }: { address: string; owner: string }) =>
      `The address \`${address}\` belongs to the trigger \`${owner}\` already: change one of them.`,
  ),
  "name-without-address": error(
    () => "The local address is made of the letters and digits of the name: give it some.",
  ),
  "test-expectation-impossible": error(
    ({ condition }: { condition: string }) =>
      `The trigger has no \`${condition}\` condition that could refuse a request: add one, or expect another.`,
  ),
  "test-payload-ambiguous": error(
    ({ key, other }: { key: string; other: string }) =>
      `A request has either \`${other}\` or \`${key}\`: remove one of them.`,
  ),
  "time-malformed": error(
    () => "Write UNIX seconds, an ISO time, or an offset from now such as `-10m`.",
  ),
  "no-conditions": warning(
    () => "Without conditions anyone who knows the address can launch this: add an authentication.",
  ),
  "literal-secret": warning(
    () =>
      "A secret in a file is read by all who can read the file: keep it elsewhere and write `{env:NAME}`.",
  ),
  "env-unresolved": warning(
    ({ name }: { name: string }) => `No secret \`${name}\` is set: set it, or correct the name.`,
  ),
  "prefix-without-blank": warning(
    ({ prefix }: { prefix: string }) =>
      `The prefix is cut exactly, and a blank follows \`${prefix}\`: write \`"${prefix} "\`.`,
  ),
  "field-not-used": warning(
    ({ key, by }: { key: string; by: string }) => `\`${key}\` is not used by ${by}: remove it.`,
  ),
  "timestamp-not-signed": warning(
    ({ addition }: { addition: string | undefined }) =>
      `The signature does not cover this timestamp, so anyone can renew it: ${addition === undefined ? "send it where the basestring covers it" : `add \`${addition}\` to the basestring`}.`,
  ),
  "basestring-without-delimiter": warning(
    () =>
      "These two values run together, so different requests can share a signature: put a delimiter between them if the sender can.",
  ),
  "unknown-placeholder": warning(
    ({ text, suggestion }: { text: string; suggestion: string | undefined }) =>
      `\`${text}\` is no placeholder and stands for itself${suggestion === undefined ? ": only `{body}` and `{header:Name}` are filled in." : `. Did you mean \`${suggestion}\`?`}`,
  ),
  "json-key-not-top-level": warning(
    ({ key }: { key: string }) =>
      `Only top-level keys are looked up, and this means one that is named \`${key}\`: choose a key at the top.`,
  ),
  "response-not-used": warning(() => "Only the first response is used: remove this one."),
  "run-id-in-key": warning(() => "`{run_id}` is not filled in within a key: put it into a value."),
  "rate-limit-pointless": warning(
    ({ period, quota }: { period: number; quota: number }) =>
      `This limit is never reached, because ${quota} in ${period} seconds refuses earlier: remove it, or lower its quota.`,
  ),
  "rate-limit-twice": warning(() => "The same limit is here already: remove one of the two."),
  "unknown-step": warning(
    ({ name, suggestion }: NotDeclared) =>
      `\`valohai.yaml\` has no step \`${name}\`${declareIt(suggestion)}`,
  ),
  "unknown-pipeline": warning(
    ({ name, suggestion }: NotDeclared) =>
      `\`valohai.yaml\` has no pipeline \`${name}\`${declareIt(suggestion)}`,
  ),
  "unknown-node": warning(
    ({ name, pipeline, suggestion }: NotDeclared & { pipeline: string }) =>
      `The pipeline \`${pipeline}\` has no node \`${name}\`${declareIt(suggestion)}`,
  ),
  "unknown-input": warning(
    ({ name, step, suggestion }: NotDeclared & { step: string }) =>
      `The step \`${step}\` declares no input \`${name}\`${declareIt(suggestion)}`,
  ),
  "node-not-execution": warning(
    ({ node }: { node: string }) =>
      `Only an execution node takes a payload, and \`${node}\` is none: name another one.`,
  ),
  "payload-input-filled": warning(({ input, by }: { input: string; by: "default" | "edge" }) =>
    by === "edge"
      ? `An edge of the pipeline fills \`${input}\` too: remove the edge, or choose another input.`
      : `\`${input}\` has a default in \`valohai.yaml\` too, and nobody says which of them is used: remove the default, or choose another input.`,
  ),
  "input-not-filled": warning(
    ({ input, of }: { input: string; of: string }) =>
      `Nothing fills the input \`${input}\` of \`${of}\`: let the payload fill it, give it a default, or make it optional.`,
  ),
  "unknown-ignore-code": warning(
    ({ code, suggestion }: { code: string; suggestion: string | undefined }) =>
      `There is no problem \`${code}\` to ignore${suggestion === undefined ? ": correct it or remove it." : `. Did you mean \`${suggestion}\`?`}`,
  ),
  "not-portable": information(
    ({ key }: { key: string }) =>
      `The hosted form has no \`${key}\`: this trigger works here only.`,
  ),
  "jwt-body-not-covered": hint(
    () =>
      "A JWT says nothing of the body, which can be exchanged while the token is valid; an HMAC covers it.",
  ),
  "hmac-without-timestamp": hint(
    () =>
      "A signed request can be recorded and sent again: sign a timestamp and add a `web-timestamp` condition.",
  ),
  "no-rate-limit": hint(
    () => "Nothing limits how often this launches: add a `rate-limit` condition.",
  ),
} as const satisfies Readonly<Record<string, Kind<string, (data: never) => string>>>;

interface Unknown {
  readonly suggestion: string | undefined;
  readonly known: readonly string[];
}

interface NotDeclared {
  readonly name: string;
  readonly suggestion: string | undefined;
}

function declareIt(suggestion: string | undefined): string {
  return suggestion === undefined
    ? ": correct the name, or declare it there."
    : `. Did you mean \`${suggestion}\`?`;
}

function didYouMean(suggestion: string | undefined, known: readonly string[]): string {
  if (suggestion !== undefined) return `. Did you mean \`${suggestion}\`?`;
  return known.length === 0 ? ": remove it." : `: use ${listed(known)}.`;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

function error<Message>(message: Message): Kind<"error", Message> {
  return { severity: "error", message };
}

function warning<Message>(message: Message): Kind<"warning", Message> {
  return { severity: "warning", message };
}

function information<Message>(message: Message): Kind<"information", Message> {
  return { severity: "information", message };
}

function hint<Message>(message: Message): Kind<"hint", Message> {
  return { severity: "hint", message };
}
