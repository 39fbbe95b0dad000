import assert from "node:assert/strict";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf } from "../support/folder.ts";

/** A trigger whose token is looked up there; `fields` are those of the authentication. */
function trigger(namespace: string, fields: string): string {
  return `- trigger:
    name: Test
    conditions:
      - web-authentication:
          token-lookup-namespace: ${namespace}
          token-lookup-key: tok en/ä
          ${fields.replaceAll("\n", "\n          ")}
`.replaceAll(namespace === "http-header" ? "tok en/ä" : "\0", "X-Token");
}

const secretKey = 'secret-key: "{env:MY_SECRET}"';

const authentications: Readonly<Record<string, string>> = {
  "a static token": `auth-type: static\n${secretKey}`,
  "a static token behind a prefix": `auth-type: static\n${secretKey}\nvalue-prefix: "Token tok="`,
  "a static token of several parts": `auth-type: static\nsecret-key: "{env:MY_SECRET}-{env:OTHER}"`,
  "an HMAC": `auth-type: hmac\n${secretKey}\nbasestring-format: "{header:X-Time}"\ndigest-encoding: base64`,
  "a JWT": `auth-type: jwt\n${secretKey}\nalgorithm: HS512`,
};

describe("send --dry-run, judged by verify --request", () => {
  const environment = { MY_SECRET: canary(), OTHER: canary() };

  for (const namespace of ["http-header", "querystring", "url-encoded-body", "json-body"]) {
    for (const [title, fields] of Object.entries(authentications)) {
      for (const form of ["json", "http"] as const) {
        it(`is accepted as .${form} with ${title} in ${namespace}`, async () => {
          const path = fileOf("test.trigger.yaml", trigger(namespace, fields));
          const json = form === "json" ? ["--json"] : [];
          const dry = await hooksmith(["send", path, "--dry-run", ...json], { environment });
          assert.deepEqual([dry.code, dry.stderr], [0, ""]);
          const request = fileOf(`request.${form}`, dry.stdout);
          const verify = ["verify", path, "--request", request, "--json"];
          const { code, stdout, stderr } = await hooksmith(verify, { environment });
          assert.deepEqual([code, stderr], [0, ""], stdout);
          const other = { ...environment, MY_SECRET: canary() };
          const isStatic = title.includes("static");
          // A reference is filled in with whatever secret is set; a signature is not.
          assert.equal((await hooksmith(verify, { environment: other })).code, isStatic ? 0 : 1);
          assert.equal((await hooksmith(verify, { environment: {} })).code, 1);
        });
      }
    }
  }

  it("shows a static token as its reference, and one that is no reference as {secret-key}", async () => {
    const shown = async (fields: string) => {
      const path = fileOf("test.trigger.yaml", trigger("http-header", fields));
      const { stdout } = await hooksmith(["send", path, "--dry-run"], { environment });
      return /^X-Token: (.*)$/m.exec(stdout)?.[1];
    };
    assert.equal(await shown(`auth-type: static\n${secretKey}`), "{env:MY_SECRET}");
    const literal = `auth-type: static\nsecret-key: ${canary()}\nvalue-prefix: "Bearer "`;
    assert.equal(await shown(literal), "Bearer {secret-key}");
  });

  it("shows no literal secret of the trigger file, wherever the token goes", async () => {
    for (const namespace of ["http-header", "querystring", "url-encoded-body", "json-body"]) {
      for (const authType of ["static", "hmac", "jwt"]) {
        const fields = `auth-type: ${authType}\nsecret-key: ${canary()}`;
        const basestring = authType === "hmac" ? "\nbasestring-format: x" : "";
        const path = fileOf("test.trigger.yaml", trigger(namespace, fields + basestring));
        for (const more of [[], ["--json"], ["--body", '{"other":1}', "--json"]]) {
          const { code, stdout } = await hooksmith(["send", path, "--dry-run", ...more]);
          if (namespace !== "url-encoded-body") assert.equal(code, 0);
          const request = fileOf("request.json", more.length === 0 ? "{}" : stdout || "{}");
          await hooksmith(["verify", path, "--request", request]);
        }
      }
    }
  });

  it("shows a secret with characters that are encoded as its reference", async () => {
    const secret = `${canary()} +&=%/"\\ä🦈`;
    for (const namespace of ["querystring", "url-encoded-body", "json-body", "http-header"]) {
      const path = fileOf(
        "test.trigger.yaml",
        trigger(namespace, `auth-type: static\n${secretKey}`),
      );
      const given = { environment: { MY_SECRET: secret } };
      const dry = await hooksmith(["send", path, "--dry-run", "--json"], given);
      assert.equal(dry.code, 0);
      const request = fileOf("request.json", dry.stdout);
      assert.equal((await hooksmith(["verify", path, "--request", request], given)).code, 0);
    }
  });
});
