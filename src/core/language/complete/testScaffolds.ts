import { payloadKeys } from "../../trigger/testWords.ts";
import type { ItemScaffold } from "./itemScaffold.ts";
import { scalar } from "./scaffold.ts";

/** Whole tests, with the verdicts that a test can expect. */
export function testScaffolds(): readonly ItemScaffold[] {
  const request = scalar(["{ json: { ", { name: "json", choices: ["event: batch_done"] }, " } }"]);
  const test = (label: string, name: string, expect: string): ItemScaffold => ({
    label: `test: ${label}`,
    filterText: `test ${label} name`,
    detail: "Trigger test",
    help: "A request with the verdict that is expected of it.",
    entries: [
      ["name", scalar([{ name: "name", choices: [name] }])],
      ["request", request],
      ["expect", scalar([expect])],
    ],
  });
  return [
    test("accepted", "a signed delivery launches", "accepted"),
    test("refused", "a delivery is refused", "refused"),
  ];
}

/** A request of a test, with the payload that most tests have. */
export function requestScaffold(): ItemScaffold {
  const { label, help } = payloadKeys.json;
  const document = scalar(["{ ", { name: "json", choices: ["event: batch_done"] }, " }"]);
  return { label: "json", filterText: "json", detail: label, help, entries: [["json", document]] };
}
