import assert from "node:assert/strict";
import fc from "fast-check";
import { KeyCache } from "../../../src/core/conditions/keys.ts";
import { LaunchHistory } from "../../../src/core/conditions/rateLimit.ts";
import { draftRequest } from "../../../src/core/engine/draft.ts";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import { checkFiles } from "../../../src/core/language/check.ts";
import { formatEdits } from "../../../src/core/language/format/formatEdits.ts";
import {
  appendTrigger,
  fileNameFor,
  type Launch,
  launchesOf,
  newTriggerText,
  secretNameFor,
} from "../../../src/core/language/newTrigger/newTrigger.ts";
import { type SenderWord, senderKinds } from "../../../src/core/language/newTrigger/senderKinds.ts";
import { readProject } from "../../../src/core/language/project/readProject.ts";
import { applyEdits } from "../../../src/core/language/textEdit.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { slugOf } from "../../../src/core/trigger/address.ts";

const senders = Object.keys(senderKinds) as SenderWord[];

const project = readProject(
  "valohai.yaml",
  `- step:
    name: Parse
    image: python:3.12
    command: python parse.py
    inputs:
      - name: payload
- step:
    name: "Say: hello"
    image: python:3.12
    command: python hello.py
- pipeline:
    name: Both
    nodes:
      - name: first
        type: execution
        step: Parse
    edges: []
`,
);

const launches: readonly (Launch | undefined)[] = [undefined, ...launchesOf(project)];

describe("a new trigger", () => {
  for (const sender of senders) {
    for (const launch of launches) {
      const title = `${sender}, ${launch === undefined ? "nothing launched" : `${launch.kind} ${launch.name}`}`;
      const text = newTriggerText({ name: "New labels", sender, launches: launch });

      it(`has neither error nor warning, and is laid out as the formatter would: ${title}`, () => {
        const [file] = checkFiles([{ path: "new.trigger.yaml", text }], { project });
        assert.deepEqual(
          file?.problems.filter(({ severity }) => severity === "error" || severity === "warning"),
          [],
        );
        assert.deepEqual(formatEdits(text, { indent: 2 }), []);
      });

      it(`accepts what is signed for it: ${title}`, async () => {
        const [file] = checkFiles([{ path: "new.trigger.yaml", text }], {});
        const trigger = file?.triggers[0]?.trigger ?? assert.fail(text);
        const key = Buffer.from(crypto.randomUUID()).toString("base64");
        const context = {
          now: Date.now(),
          secrets: (name: string) =>
            name === secretNameFor("New labels") ? new Secret(key) : undefined,
          keys: new KeyCache(),
          launches: new LaunchHistory(),
          privateKey: undefined,
          newId: () => crypto.randomUUID(),
        };
        const draft = draftRequest(trigger, {
          url: "http://127.0.0.1/",
          body: undefined,
          contentType: undefined,
          headers: [],
        });
        assert.equal(Buffer.from(draft.body).toString(), '{"event":"example"}');
        const signed = await sign(trigger, draft, context);
        assert.equal(signed.outcome, "signed");
        if (signed.outcome !== "signed") return;
        assert.equal((await evaluate(trigger, signed.request, context)).verdict, "accepted");
      });
    }
  }

  it("keeps any name that has an address", () => {
    const names = fc.string({ unit: "grapheme", minLength: 1 }).filter((name) => {
      return slugOf(name) !== "" && name === name.trim() && name.isWellFormed();
    });
    fc.assert(
      fc.property(names, fc.constantFrom(...senders), (name, sender) => {
        const text = newTriggerText({ name, sender, launches: undefined });
        const [file] = checkFiles([{ path: "a.trigger.yaml", text }], {});
        assert.equal(file?.triggers[0]?.trigger?.name, name);
      }),
    );
  });

  it("is put behind the triggers of a file, which stay as they are", () => {
    const trigger = { name: "Second", sender: "github", launches: undefined } as const;
    const first = newTriggerText({ name: "First", sender: "hmac", launches: undefined });
    for (const before of ["", "\n", first, first.trimEnd(), first.replaceAll("\n", "\r\n")]) {
      const after = applyEdits(before, appendTrigger(before, trigger));
      assert.ok(after.startsWith(before));
      assert.equal(/[^\r]\n/.test(after), !before.includes("\r\n"));
      const [file] = checkFiles([{ path: "a.trigger.yaml", text: after }], {});
      assert.deepEqual(
        file?.triggers.map(({ name }) => name),
        before.trim() === "" ? ["Second"] : ["First", "Second"],
      );
    }
  });

  const names: readonly (readonly [name: string, file: string, secret: string])[] = [
    ["New labels", "new-labels.trigger.yaml", "NEW_LABELS_SECRET"],
    ["Étiquettes: prêtes!", "étiquettes-prêtes.trigger.yaml", "ETIQUETTES_PRETES_SECRET"],
    ["42", "42.trigger.yaml", "WEBHOOK_SECRET"],
    ["标签", "标签.trigger.yaml", "WEBHOOK_SECRET"],
  ];
  for (const [name, file, secret] of names) {
    it(`named ${name} stands in ${file} and refers to ${secret}`, () => {
      assert.equal(fileNameFor(name), file);
      assert.equal(secretNameFor(name), secret);
    });
  }
});
