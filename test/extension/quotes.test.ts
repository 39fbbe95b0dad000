import assert from "node:assert/strict";
import fc from "fast-check";
import { isHostName } from "../../src/extension/listener/hostName.ts";
import { withoutLinks } from "../../src/extension/withoutLinks.ts";
import { strangerAtTheDoor } from "../../src/node/door.ts";

/** What the editor makes a link of in its messages. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (?:"[^"]+"|'[^']+'))?\)/i;

const hostileHosts = [
  "[x](command:evil)",
  "[x](command:evil):80",
  "a.example [x](https://evil.example)",
  "[::1](file:///etc/passwd)",
  "a.example\u202e",
  "-a.example",
  "a b",
  "$(alert)",
  "",
];

describe("what a message quotes from a request", () => {
  it("makes no link, whatever it is", () => {
    const piece = fc.constantFrom("[", "]", "(", ")", "x", " ", "command:evil", '"t"', "https://e");
    const quoted = fc.array(piece).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(quoted, (text) => {
        assert.doesNotMatch(withoutLinks(`A webhook was sent to “${text}”.`), link);
      }),
      { examples: [["[x](command:evil)"], ["[[x]](command:evil)"], ['[x](command:evil "t")']] },
    );
  });

  it("stays as it is when there is no link in it", () => {
    const text = "“[::1]:80” (a tunnel) [x] (command:evil)";
    assert.equal(withoutLinks(text), text);
    assert.equal(withoutLinks("[x](command:evil)"), "[x] (command:evil)");
  });

  for (const host of hostileHosts) {
    it(`is no offer to allow the host “${host}”`, () => {
      const stranger = strangerAtTheDoor({ host }, { hosts: [], origins: [] });
      assert.equal(stranger?.kind, "host");
      assert.equal(isHostName(stranger?.name ?? ""), false);
    });
  }

  for (const host of ["Tunnel.example", "a-b.example:8443", "10.0.0.7", "[FD00::7]:80"]) {
    it(`may be the host ${host}, which can be allowed`, () => {
      const stranger = strangerAtTheDoor({ host }, { hosts: [], origins: [] });
      assert.equal(isHostName(stranger?.name ?? ""), true);
    });
  }
});
