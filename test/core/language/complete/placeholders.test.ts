import assert from "node:assert/strict";
import type { LanguageContext } from "../../../../src/core/language/languageContext.ts";
import { accepted, labelsAt } from "./cursor.ts";

const context: LanguageContext = {
  secrets: [{ name: "ONE", source: "environment" }],
  project: undefined,
};

const conditions = "- trigger:\n    name: A\n    conditions:\n      - web-authentication:\n";
const timestamp = `      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Sent
`;

function basestring(text: string): string {
  return `${conditions}          basestring-format: ${text}\n${timestamp}`;
}

function response(text: string): string {
  return `- trigger:\n    name: A\n    actions:\n      - web-response-${text}\n`;
}

describe("completion of placeholders", () => {
  it("offers the body and headers in a basestring", () => {
    const labels = labelsAt(basestring('"v0:{|"'));
    assert.deepEqual(labels.slice(0, 2), ["{body}", "{header:X-Sent}"]);
    assert.equal(labels.at(-1), "{header:Name}");
  });

  it("replaces the placeholder that was begun", () => {
    for (const begun of ['"v0:{|"', '"v0:{|}"', '"v0:{hea|der:X}"', '"v0:{header:|}"']) {
      const after = basestring('"v0:{header:X-Sent}"');
      assert.equal(accepted(basestring(begun), "{header:X-Sent}"), after, begun);
    }
  });

  it("leaves what stands behind the placeholder alone", () => {
    assert.equal(
      accepted(basestring('"{|.{body}"'), "{header:X-Sent}"),
      basestring('"{header:X-Sent}.{body}"'),
    );
  });

  it("leaves the text before which a brace is put alone", () => {
    assert.equal(accepted(basestring('"{|v0:{body}"'), "{body}"), basestring('"{body}v0:{body}"'));
  });

  it("offers placeholders behind a delimiter, and none within a word", () => {
    assert.equal(accepted(basestring('"v0:|"'), "{body}"), basestring('"v0:{body}"'));
    assert.equal(labelsAt(basestring('"{body}.v|"')).length, 0);
  });

  it("offers secrets in a secret key", () => {
    const text = `${conditions}          secret-key: 'whsec_{e|'\n`;
    assert.deepEqual(labelsAt(text, context), ["{env:ONE}", "{env:NAME}"]);
    assert.equal(
      accepted(text, "{env:ONE}", context),
      `${conditions}          secret-key: 'whsec_{env:ONE}'\n`,
    );
  });

  it("offers the run in responses, at any depth", () => {
    assert.equal(
      accepted(response("text: launched {|"), "{run_id}"),
      response("text: launched {run_id}"),
    );
    assert.equal(
      accepted(response('json: { run: { id: "{|" } }'), "{run_id}"),
      response('json: { run: { id: "{run_id}" } }'),
    );
    assert.equal(
      accepted(response("json: { run: | }"), "{run_id}"),
      response('json: { run: "{run_id}" }'),
    );
  });

  it("offers none where a placeholder means nothing", () => {
    assert.deepEqual(labelsAt('- trigger:\n    description: "{|"\n'), []);
    assert.deepEqual(
      labelsAt('- trigger:\n    tests:\n      - request: { json: { a: "{|" } }\n'),
      [],
    );
  });
});
