import assert from "node:assert/strict";
import { join } from "node:path";
import { planted } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { folderOf } from "../support/folder.ts";
import { listening } from "../support/listening.ts";

describe("send, with keys that keys makes", () => {
  for (const algorithm of ["RS256", "PS512", "ES256", "ES512", "EdDSA"]) {
    it(`signs ${algorithm} tokens that the listener accepts`, async () => {
      const pair = JSON.parse(
        (await hooksmith(["keys", "--algorithm", algorithm, "--json"])).stdout,
      ) as { privateKey: string; publicKey: string };
      const text = `- trigger: { name: Keys, conditions: [{ web-authentication: { auth-type: jwt, algorithm: ${algorithm}, secret-key: "{env:PUBLIC_KEY}", token-lookup-namespace: http-header, token-lookup-key: Authorization, value-prefix: "Bearer " } }] }\n`;
      const folder = folderOf({ "keys.trigger.yaml": text, "private.pem": pair.privateKey });
      planted(pair.privateKey);
      const listener = await listening(text, { secrets: { PUBLIC_KEY: pair.publicKey } });
      const args = ["send", join(folder, "keys.trigger.yaml"), "--to", listener.url];
      const key = ["--private-key", join(folder, "private.pem")];
      const { code, stdout, stderr } = await hooksmith([...args, ...key]);
      assert.deepEqual([code, stderr], [0, ""], stdout);
      const without = await hooksmith(args);
      assert.equal(without.code, 2);
      assert.match(without.stderr, /give its PEM file with --private-key/);
      const wrong = await hooksmith([...args, "--private-key", join(folder, "keys.trigger.yaml")]);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /The private key does not serve\. The private key cannot be read/);
      const nowhere = await hooksmith([...args, "--private-key", "nowhere.pem"]);
      assert.match(nowhere.stderr, /There is no private key nowhere\.pem/);
    });
  }
});
