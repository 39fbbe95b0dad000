import assert from "node:assert/strict";
import { canary } from "../support/canaries.ts";
import { hooksmith, type Ran } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";

const trigger = "- trigger: { name: Test }\n";

/** A HAR file with a request. */
function har(request: object): string {
  return JSON.stringify({ log: { version: "1.2", entries: [{ request }] } });
}

const harRequest = { method: "POST", url: "http://a/", headers: [] };

function verify(name: string, content: string | Uint8Array): Promise<Ran> {
  const path = fileOf("a.trigger.yaml", trigger);
  return hooksmith(["verify", path, "--request", fileOf(name, content)]);
}

describe("verify, on a request file that holds no request", () => {
  const unreadable: readonly (readonly [
    name: string,
    content: string | Uint8Array,
    why: RegExp,
  ])[] = [
    ["a.json", "", /holds no request\. It is not JSON\.\n/],
    ["a.json", "{\n{", /It is not JSON \(line 2 column 1\)\./],
    ["a.json", "[]", /It is not a JSON object\./],
    ["a.json", "null", /It is not a JSON object\./],
    ["a.json", '{"method":1}', /method is not text\./],
    ["a.json", '{"url":1}', /url is not text\./],
    ["a.json", '{"headers":1}', /headers is neither a list of \[name, value\] nor an object\./],
    ["a.json", '{"headers":[["a"]]}', /headers is neither/],
    ["a.json", '{"headers":{"a":1}}', /headers is neither/],
    ["a.json", '{"body":{}}', /body and bodyBase64 are not text\./],
    ["a.json", '{"bodyBase64":1}', /body and bodyBase64 are not text\./],
    ["a.json", '{"bodyBase64":"%%%"}', /bodyBase64 is not base64\./],
    ["a.json", '{"body":"a","bodyBase64":"YQ=="}', /It has both body and bodyBase64\./],
    ["a.json", Buffer.from("{}", "utf16le"), /It is not JSON/],
    ["a.json", Buffer.from([0xff, 0xfe]), /is not UTF-8\.\n {7}Save it with the encoding UTF-8\./],
    ["a.har", "{}", /It has no log\.entries\[0\]\.request, as a HAR file does\./],
    ["a.har", '{"log":{"entries":[]}}', /It has no log\.entries\[0\]\.request/],
    ["a.har", har({ url: "/" }), /has no method, url and headers\./],
    [
      "a.har",
      har({ ...harRequest, postData: { params: [{ name: "a", value: "1" }] } }),
      /Its body is given as params alone, which do not tell its bytes\./,
    ],
    [
      "a.har",
      har({ ...harRequest, postData: { text: "%%%", encoding: "base64" } }),
      /Its body is not base64\./,
    ],
    ["a.http", "", /It has no request\./],
    ["a.http", "### only\n# comments\n", /It has no request\./],
    ["a.http", "what is this\n", /Line 1 is not a request line\./],
    ["a.http", "# a\nPOST /\nA: b\nno header\n", /Line 4 is not a header line\./],
    ["a.http", "POST /\n\n< ./body.json\n", /Its body stands in another file\./],
  ];
  for (const [name, content, why] of unreadable) {
    const shown =
      typeof content === "string" ? JSON.stringify(content) : Buffer.from(content).toString("hex");
    it(`says why: ${name} with ${shown.slice(0, 70)}`, async () => {
      const { code, stdout, stderr } = await verify(name, content);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, why);
      assert.doesNotMatch(stderr, /\n {4}at |bug in Hooksmith/);
    });
  }

  it("says that there is no such file, or that it is a folder", async () => {
    const folder = folderOf({ "a.trigger.yaml": trigger });
    for (const [path, message] of [
      [`${folder}/none.json`, /^error {2}There is no request .*none\.json\.\n/],
      [folder, /^error {2}The request .* is a folder\.\n/],
    ] as const) {
      const args = ["verify", `${folder}/a.trigger.yaml`, "--request", path];
      const { code, stdout, stderr } = await hooksmith(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    }
  });

  it("shows no secret that stands in it", async () => {
    const secret = canary();
    for (const content of [`{"headers": ${secret}}`, `POST ${secret} ${secret} x`, secret]) {
      for (const name of ["a.json", "a.http", "a.har"]) await verify(name, content);
    }
  });
});
