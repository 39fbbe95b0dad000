import assert from "node:assert/strict";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf } from "../support/folder.ts";

const trigger = (secretKey: string) => `- trigger:
    name: Test
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "${secretKey}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
`;

describe("snippet", () => {
  const languages = ["curl", "python", "python-requests", "javascript", "powershell", "go"];

  for (const language of languages) {
    it(`prints ${language} code that names the secret, the address and the body`, async () => {
      const path = fileOf("a.trigger.yaml", trigger("{env:TOKEN}"));
      const to = "https://hooks.example.com/api/v0/launch/test/";
      const args = ["snippet", path, "--language", language, "--to", to, "--body", '{"a":1}'];
      const { code, stdout, stderr } = await hooksmith(args, { environment: { TOKEN: canary() } });
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /TOKEN/);
      assert.ok(stdout.includes(to));
      assert.ok(stdout.endsWith("\n"));
    });

    it(`prints ${language} code without the secret that stands in the file`, async () => {
      const path = fileOf("a.trigger.yaml", trigger(canary()));
      const { code, stdout } = await hooksmith(["snippet", path, "--language", language]);
      assert.ok(code === 0 ? stdout !== "" : stdout === "");
    });
  }

  it("goes to the local listener when it is told nothing else", async () => {
    const path = fileOf("a.trigger.yaml", trigger("{env:TOKEN}"));
    const { stdout } = await hooksmith(["snippet", path, "--language", "curl"]);
    assert.ok(stdout.includes("http://127.0.0.1:7357/api/v0/launch/test/"));
  });
});
