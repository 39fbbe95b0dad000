import assert from "node:assert/strict";
import { canary } from "../support/canaries.ts";
import { fileOf } from "../support/folder.ts";
import { addressOf, startProgram } from "../support/program.ts";
import { connect, exchange } from "../support/socket.ts";

const signed = (name: string) => `- trigger:
    name: ${name}
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
`;

const wrong = "- trigger: { name: Wrong, conditions: [rate-limit: { period: 60 }] }\n";

const open = (response: string) =>
  `- trigger: { name: Open, actions: [web-response-text: ${response}] }\n`;

describe("listen", () => {
  it("tells people, without colors when it writes to no terminal", async () => {
    const secret = canary();
    const path = fileOf("a.trigger.yaml", signed("First one") + wrong + signed("Größe"));
    for (const environment of [{}, { FORCE_COLOR: "1" }, { NO_COLOR: "1" }]) {
      const program = startProgram(["listen", path, "--port", "0"], {
        SECRET: secret,
        ...environment,
      });
      const url = await addressOf(program);
      const target = "/api/v0/launch/first-one/";
      await exchange(url, { target });
      await exchange(url, { target, headers: [["X-Signature", secret]] });
      await exchange(url, { target: "/elsewhere" });
      await exchange(url, { headers: [["Host", "evil.example"]] });
      await program.seen("evil.example");
      program.signal("SIGINT");
      assert.equal(await program.ended, 0);
      assert.equal(program.stderr, "");
      assert.equal(
        program.stdout.replaceAll(/^\d\d:\d\d:\d\d/gm, "12:00:00").replaceAll(url, "URL"),
        [
          "Listening on URL; stop with Ctrl+C.",
          "  First one  URL/api/v0/launch/first-one/",
          "  Größe      URL/api/v0/launch/gr%C3%B6%C3%9Fe/",
          "  not served  Wrong: it has an error.",
          path,
          "  9:40    error        `rate-limit` needs `quota`: add it.  missing-key",
          "12:00:00  refused   400  First one",
          "  ✗ web-authentication  value-missing",
          "      The request has no header X-Signature.",
          "12:00:00  refused   400  First one",
          "  ✗ web-authentication  signature-mismatch",
          "      The signature in header X-Signature does not match the 0 bytes that were received: the secret, the basestring or the body differs from the sender's.",
          "12:00:00  turned away  404  POST /elsewhere  No trigger answers here.",
          "12:00:00  turned away  403  POST /api/v0/launch/test/  The host “evil.example” is not this listener's. If a tunnel or proxy stands in front, allow it with --allow-host, or in the editor with the setting hooksmith.allowedHosts.",
          "Stopped.",
          "",
        ].join("\n"),
      );
    }
  });

  it("finishes the request that has begun when it is interrupted", async () => {
    const program = startProgram(["listen", fileOf("a.yaml", open("done")), "--port", "0"]);
    const url = await addressOf(program);
    const connection = await connect(url);
    const silent = await connect(url);
    connection.write(
      "POST /api/v0/launch/open/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{",
    );
    await exchange(url, { target: "/" });
    program.signal("SIGINT");
    await silent.over;
    connection.write("}");
    assert.match((await connection.over).text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\ndone$/);
    assert.equal(await program.ended, 0);
    assert.match(program.stdout, /Stopped\.\n$/);
  });

  it("ends at once at the second signal", async () => {
    const program = startProgram(["listen", fileOf("a.yaml", open("done")), "--port", "0"]);
    const url = await addressOf(program);
    const connection = await connect(url);
    const silent = await connect(url);
    connection.write(
      "POST /api/v0/launch/open/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{",
    );
    await exchange(url, { target: "/" });
    program.signal("SIGINT");
    // What is silent is cut off first, which shows that the first signal has come.
    await silent.over;
    program.signal("SIGINT");
    assert.equal(await program.ended, "SIGINT");
    await connection.over;
  });

  it("says that its port is in use", async () => {
    const path = fileOf("a.trigger.yaml", open("done"));
    const first = startProgram(["listen", path, "--port", "0"]);
    const { port } = new URL(await addressOf(first));
    const second = startProgram(["listen", path, "--port", port]);
    assert.equal(await second.ended, 2);
    assert.deepEqual(
      [second.stdout, second.stderr],
      [
        "",
        `error  Port ${port} is in use.\n       Choose another with --port, or stop what listens there.\n`,
      ],
    );
    first.signal("SIGINT");
    assert.equal(await first.ended, 0);
  });

  it("lets in the hosts and origins that it is given, and bodies up to the limit", async () => {
    const program = startProgram([
      ...["listen", fileOf("a.yaml", open("done")), "--port", "0", "--body-limit", "10"],
      ...["--allow-host", "a.example", "--allow-host", "b.example", "--allow-origin", "https://a"],
    ]);
    const url = await addressOf(program);
    const target = "/api/v0/launch/open/";
    for (const [wire, status] of [
      [{ headers: [["Host", "a.example"]] }, 200],
      [{ headers: [["Host", "b.example:443"]] }, 200],
      [{ headers: [["Host", "c.example"]] }, 403],
      [{ headers: [["Origin", "https://a"]] }, 200],
      [{ headers: [["Origin", "https://b"]] }, 403],
      [{ body: "x".repeat(10) }, 200],
      [{ body: "x".repeat(11) }, 413],
    ] as const) {
      assert.equal((await exchange(url, { target, ...wire })).status, status);
    }
    program.signal("SIGINT");
    assert.equal(await program.ended, 0);
  });

  it("ends in good order when who reads its output has gone", async () => {
    const program = startProgram(["listen", fileOf("a.yaml", open("done")), "--port", "0"]);
    const url = await addressOf(program);
    await program.seen("/launch/open/");
    program.closeOutput();
    assert.equal((await exchange(url, { target: "/api/v0/launch/open/" })).status, 200);
    assert.equal(await program.ended, 0);
    assert.equal(program.stderr, "");
  });
});
