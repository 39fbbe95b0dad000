import { type EntrySpot, entryBelow } from "../language/fix/spot.ts";
import type { Located, ReadTrigger } from "../language/located.ts";
import { textOf } from "../language/node.ts";
import { expectationDetail, shortened } from "../language/outline/details.ts";
import { payloadKeys } from "../trigger/testWords.ts";
import type { TestRequest, TriggerTest } from "../trigger/trigger.ts";
import { type FormItem, rangeIn } from "./formFile.ts";
import type { ProblemPool } from "./problemPool.ts";
import type { TestRow } from "./view.ts";

/** The tests of a trigger, to be read. */
export function testRows(
  item: FormItem,
  tag: EntrySpot,
  read: ReadTrigger | undefined,
  pool: ProblemPool,
): readonly TestRow[] {
  const list = entryBelow(tag, "tests")?.entry.value;
  if (list?.kind !== "list" || read === undefined) return [];
  return read.tests.map((test, index) => {
    const range = rangeIn(item.piece, list.items[index]?.range ?? test.head);
    return { ...wordsOf(test), range, problems: pool.inside(range) };
  });
}

function wordsOf({ value, places }: Located<TriggerTest | undefined>) {
  const name = shortened((places.name && textOf(places.name.value)) ?? "");
  if (value === undefined) return { name, request: "", expect: "" };
  return { name, request: requestDetail(value.request), expect: expectationDetail(value.expect) };
}

function requestDetail({ payload, at }: TestRequest): string {
  const time = at === undefined ? "" : `, at ${at}`;
  switch (payload.from) {
    case "nothing":
      return `an example${time}`;
    case "json":
      return `${payloadKeys.json.label} ${shortened(JSON.stringify(payload.document))}${time}`;
    case "form": {
      const fields = payload.fields.map(([name, value]) => `${name}=${value}`).join("&");
      return `${payloadKeys.form.label} ${shortened(fields)}${time}`;
    }
    case "body":
      return `${payloadKeys.body.label} ${shortened(payload.text)}${time}`;
    case "body-file":
    case "capture":
      return `${payloadKeys[payload.from].label} ${shortened(payload.path)}${time}`;
  }
}
