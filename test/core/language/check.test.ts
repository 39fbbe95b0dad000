import assert from "node:assert/strict";
import { checkFiles } from "../../../src/core/language/check.ts";
import {
  assertProblems,
  authentication,
  problemsIn,
  timestamp,
  withConditions,
  withHmac,
  withRest,
} from "./marked.ts";

const named = (name: string) => withRest("").replace("name: A", `name: ${name}`);

describe("checkFiles", () => {
  it("lists triggers with name, address and range, and serves those without errors", () => {
    const text = `${named("Good One")}${named("Bad")}    descripton: x\n`;
    const [file] = checkFiles([{ path: "a", text }], {});
    const summary = file?.triggers.map(({ name, slug, trigger }) => [name, slug, trigger?.name]);
    assert.deepEqual(summary, [
      ["Good One", "good-one", "Good One"],
      ["Bad", "bad", undefined],
    ]);
    for (const { range } of file?.triggers ?? []) {
      assert.match(text.slice(range.start, range.end), /^trigger:.*\S$/s);
    }
  });

  it("lists a trigger whose YAML is broken, and those around it", () => {
    const text = `${named("A")}- trigger:\n    name: B\n    conditions: [\n${named("C")}`;
    const [file] = checkFiles([{ path: "a", text }], {});
    const served = file?.triggers.map(({ name, trigger }) => [name, trigger !== undefined]);
    assert.deepEqual(served, [
      ["A", true],
      ["B", false],
      ["C", true],
    ]);
  });

  it("gives the later of two triggers the problem, across files, and names the place of the first", () => {
    const files = checkFiles(
      [
        { path: "one", text: named("A") },
        { path: "two", text: named("a") },
      ],
      {},
    );
    const [one, two] = files;
    assert.deepEqual(one?.problems, []);
    const [problem] = two?.problems ?? [];
    assert.equal(problem?.code, "address-shared");
    const start = named("A").indexOf("A");
    assert.deepEqual(problem?.related, [{ path: "one", range: { start, end: start + 1 } }]);
    assert.equal(one?.triggers[0]?.trigger?.name, "A");
    assert.equal(two?.triggers[0]?.trigger, undefined);
  });

  it("never serves two triggers at one address, whatever is ignored", () => {
    const text = `${named("A")}# hooksmith-ignore: name-not-unique\n${named("A")}`;
    const severities = { "name-not-unique": "off" } as const;
    const [file] = checkFiles([{ path: "a", text }], { severities });
    assert.deepEqual(file?.problems, []);
    assert.equal(file?.triggers[1]?.trigger, undefined);
  });

  it("gives a problem the severity that is set for its code, or none at all", () => {
    const text = withHmac({ "secret-key": "hello" });
    const severities = { "literal-secret": "error", "hmac-without-timestamp": "off" } as const;
    const [file] = checkFiles([{ path: "a", text }], { severities });
    assert.deepEqual(
      file?.problems.map(({ code, severity }) => [code, severity]),
      [["literal-secret", "error"]],
    );
    assert.equal(file?.triggers[0]?.trigger, undefined);
  });

  it("serves a trigger that is whole when its error is ignored", () => {
    const text = withHmac({
      "token-lookup-namespace": "json-body",
      "basestring-format": '"{body}"',
    }).replace(/( +)token-lookup-namespace/, "$1# hooksmith-ignore: signature-circle\n$&");
    const [file] = checkFiles([{ path: "a", text }], {});
    assert.equal(file?.triggers[0]?.trigger?.name, "A");
  });

  it("does not serve a trigger that cannot be read, though the problem is ignored", () => {
    const text = `- trigger:\n    name: A\n    # hooksmith-ignore: wrong-type\n    conditions: 1\n`;
    const [file] = checkFiles([{ path: "a", text }], {});
    assert.deepEqual([file?.problems, file?.triggers[0]?.trigger], [[], undefined]);
  });

  it("never repeats a secret, however broken the text around it is", () => {
    const secrets = [
      "{env:A}hunter2",
      "|hunter2",
      "hunter2: x",
      "&a hunter2 }",
      "[hunter2",
      "*hunter2",
    ];
    const texts = secrets.flatMap((secret) => [
      withHmac({ "secret-key": secret }),
      withHmac({ "secret-key": secret }).replaceAll("          ", "\t"),
      `}\n${withHmac({ "secret-key": secret })}`,
    ]);
    for (const text of texts) {
      assert.doesNotMatch(JSON.stringify(problemsIn(text)), /hunter2/);
    }
  });

  it("finds no fault with a secret that is set", () => {
    const text = withHmac({ "secret-key": '"{env:A}"' });
    assertProblems(text, { secretIsSet: () => true });
  });
});

describe("a comment that ignores codes", () => {
  const secret = (comment: string, value = "hello") =>
    withConditions(authentication({ "token-lookup-key": "X" })).replace(
      / +secret-key.*\n/,
      `${comment}          secret-key: ${value}\n`,
    );

  it("hides them on the next line that is no comment", () => {
    assertProblems(secret("# hooksmith-ignore: literal-secret\n"));
    assertProblems(secret("          # hooksmith-ignore: no-conditions, literal-secret\n"));
    assertProblems(secret("# hooksmith-ignore: literal-secret\n# because\n\n"));
    assertProblems(
      secret("# hooksmith-ignore: literal-secret\r\n# hooksmith-ignore: wrong-type\r\n"),
    );
    assertProblems(`# hooksmith-ignore: no-conditions\n- trigger:\n    name: A\n`);
    assertProblems(`${withRest("")}# hooksmith-ignore: no-conditions\n- trigger:\n    name: B\n`);
  });

  it("hides nothing else", () => {
    assertProblems(secret("# hooksmith-ignore: wrong-type\n", "«literal-secret hello»"));
    assertProblems(secret("# literal-secret\n", "«literal-secret hello»"));
    assertProblems(secret("", "«literal-secret hello» # hooksmith-ignore: literal-secret"));
    const elsewhere = "# hooksmith-ignore: literal-secret\n          value-prefix: a\n";
    assertProblems(secret(elsewhere, "«literal-secret hello»"));
  });

  it("is none inside a text", () => {
    const text = `    description: |\n      # hooksmith-ignore: nothing\n`;
    assert.deepEqual(problemsIn(withRest(text)), []);
  });
});

describe("a misspelt key", () => {
  it("is one problem, not also the absence of the key that was meant", () => {
    assertProblems(
      withConditions(timestamp({}).replace("drift-tolerance", "«unknown-key drift-tolerence»")),
    );
    assertProblems(withHmac({}).replace("auth-type", "«unknown-key auth-typ»"));
    assertProblems(
      "- trigger:\n    «unknown-key nam»: A\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n",
    );
  });

  it("leaves open what the list that was meant holds", () => {
    assertProblems(withHmac({}).replace("conditions", "«unknown-key conditons»"));
  });
});
