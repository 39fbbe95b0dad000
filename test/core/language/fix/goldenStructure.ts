import { timestamp, withConditions, withHmac, withRest } from "../marked.ts";
import {
  actions,
  type GoldenRow,
  limit,
  marked,
  possible,
  revealing,
  sure,
  test,
} from "./goldenCase.ts";

/** The fixes of what stands at the wrong place, twice, or nowhere. */
export const goldenStructure = {
  "yaml-syntax": [
    sure(
      "- trigger:\n«yaml-syntax \t»name: A\n\ttests: []\n",
      "Indent with spaces",
      "\tname: A\n\ttests",
      "    name: A\n    tests",
    ),
    sure(
      "- trigger:\n    name: A\n    «yaml-syntax description:B»\n",
      "Add the blank behind the colon",
      "description:B",
      "description: B",
    ),
    possible(
      "- trigger:\n    name: A\n    description: «yaml-syntax R»un: fast\n    tests: []\n",
      "Put it in quotes",
      "Run: fast",
      '"Run: fast"',
    ),
    possible(
      "- trigger:\n    name: A\n    description: [a] «yaml-syntax b»  # c\n",
      "Put it in quotes",
      "[a] b",
      '"[a] b"',
    ),
    possible(
      '- trigger:\n    name: A\n    description: «yaml-syntax @»home "now"\n',
      "Put it in quotes",
      '@home "now"',
      "'@home \"now\"'",
    ),
    possible(
      "- trigger:\n    name: A\n    description: 'a\n    tests: [«yaml-syntax ]»\n",
      "Close the quotes",
      "'a",
      "'a'",
    ),
  ].map((one) => revealing(one, "no-conditions")),
  "yaml-too-deep": "no clear mend",
  "yaml-too-long": "no clear mend",
  "yaml-too-many-aliases": "no clear mend",
  "several-documents": "no clear mend",
  "not-a-list": [
    revealing(
      sure(
        "«not-a-list trigger:\n  name: A\n\n  # c\n  tests:\n  - name: t\n    expect: accepted»\n",
        "Put `- ` before `trigger:`",
        "trigger:\n  name: A\n\n  # c\n  tests:\n  - name: t\n    expect: accepted\n",
        "- trigger:\n    name: A\n\n    # c\n    tests:\n    - name: t\n      expect: accepted\n",
      ),
      "no-conditions",
    ),
  ],
  "duplicate-key": [
    possible(
      withRest("    «duplicate-key name»: B # b\n    # c\n"),
      "Remove the second `name`",
      "    name: B # b\n",
      "",
    ),
    sure(
      actions("web-response-json: { a: 1, «duplicate-key a»: 1, b: 2 }"),
      "Remove the second `a`",
      "a: 1, a: 1",
      "a: 1",
    ),
  ],
  "several-keys": [
    sure(
      withConditions(
        limit(60, 1),
        "        # c\n        «several-keys web-timestamp»:\n          timestamp-lookup-namespace: http-header\n          timestamp-lookup-key: A\n          drift-tolerance: 1\n",
      ),
      "Put `- ` before `web-timestamp`",
      "        web-timestamp",
      "      - web-timestamp",
    ),
    sure(
      "- trigger: { name: A, actions: [{ web-response-text: a, «several-keys run-execution»: { step: S } }], conditions: [rate-limit: { period: 1, quota: 1 }] }\n",
      "Put `- ` before `run-execution`",
      "web-response-text: a, run-execution",
      "web-response-text: a }, { run-execution",
    ),
  ],
  "not-indented": [
    sure(
      "- trigger:\n  «not-indented name»: A\n\n  # all\n  conditions:\n  - rate-limit:\n      period: 1\n      quota: 1\n",
      "Move it to the right, into `trigger`",
      "  name: A\n\n  # all\n  conditions:\n  - rate-limit:\n      period: 1\n      quota: 1\n",
      "    name: A\n\n    # all\n    conditions:\n    - rate-limit:\n        period: 1\n        quota: 1\n",
    ),
  ],
  "unknown-key": [
    sure(
      withRest("    «unknown-key descripton»: B # b\n"),
      "Change to `description`",
      "descripton",
      "description",
    ),
    sure(
      withRest("    «unknown-key 'descripton'»: B\n"),
      "Change to `description`",
      "'descripton'",
      "'description'",
    ),
    sure(
      "- trigger:\n    name: A\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n  «unknown-key actions»:\n  - web-response-text: a\n",
      "Move `actions` into `trigger`",
      "  actions:\n  - web",
      "    actions:\n    - web",
    ),
    possible(
      withRest("    # a\n    «unknown-key <<»: {} # b\n    # c\n"),
      "Remove `<<`",
      "    <<: {} # b\n",
      "",
    ),
    possible(
      withRest(
        "    tests:\n      - «unknown-key because»: x\n        name: t\n        expect: accepted\n",
      ),
      "Remove `because`",
      "because: x\n        ",
      "",
    ),
    possible(
      test("expect: { refused-by: web-authentication, «unknown-key because»: x }"),
      "Remove `because`",
      ", because: x",
      "",
    ),
  ],
  "missing-key": [
    possible(
      "- «missing-key trigger»:\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n",
      "Add `name: New trigger`",
      "    conditions",
      "    name: New trigger\n    conditions",
    ),
    sure(
      marked(
        "missing-key",
        withConditions(timestamp({ "drift-tolerance": undefined })),
        "web-timestamp",
      ),
      "Add `drift-tolerance: 300`",
      "X-Time\n",
      "X-Time\n          drift-tolerance: 300\n",
    ),
    sure(
      marked(
        "missing-key",
        withHmac({ "token-lookup-namespace": undefined }),
        "web-authentication",
      ),
      "Add `token-lookup-namespace: http-header`",
      '"{env:KEY}"\n',
      '"{env:KEY}"\n          token-lookup-namespace: http-header\n',
    ),
    possible(
      withConditions("      - «missing-key rate-limit»: { period: 1 }\n"),
      "Add `quota: 10`",
      "period: 1",
      "period: 1, quota: 10",
    ),
    possible(
      '[{ "trigger": { "name": "A", "conditions": [{ «missing-key "rate-limit"»: { "period": 1 } }] } }]',
      "Add `quota: 10`",
      '"period": 1',
      '"period": 1, "quota": 10',
    ),
    sure(
      test("«missing-key expect»: { reason: jwt-expired }"),
      "Add `refused-by: web-authentication`",
      "{ reason",
      "{ refused-by: web-authentication, reason",
    ),
    possible(
      withRest("    tests:\n      - «missing-key expect»: accepted\n"),
      "Add `name: New test`",
      "- expect",
      "- name: New test\n        expect",
    ),
  ],
} as const satisfies Readonly<Record<string, GoldenRow>>;
