import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { atomOf, secondsOf } from "../../../src/core/language/project/readValues.ts";
import { type Given, planExecution } from "../../../src/core/runs/execution.ts";
import { interpolateCommands, shellQuote } from "../../../src/core/runs/interpolate.ts";
import { projectFrom } from "./project.ts";

/** The commands of a step, given its parameters as YAML and values that are set. */
function commandOf(
  parameters: string,
  command: string,
  set: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
): string {
  const [step] = projectFrom(
    `- step: { name: S, source-path: "my src", command: ${JSON.stringify(command)}, parameters: [${parameters}] }\n`,
  ).steps;
  assert.ok(step);
  const values = new Map(
    Object.entries(set).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).map((item) => atomOf(item)),
    ]),
  );
  return planExecution(step, { values }).commands.join(" && ");
}

describe("interpolateCommands", () => {
  it("keeps the placeholders of parameters that get their values later", () => {
    const [step] = projectFrom(
      `- step: { name: S, command: "a {parameters} {parameter-value:x}", parameters: [{ name: x, default: 1 }, { name: y, default: 2 }] }\n`,
    ).steps;
    assert.ok(step);
    assert.deepEqual(planExecution(step, { setLater: new Set(["x"]) }).commands, [
      "a {parameter:x} --y=2 {parameter-value:x}",
    ]);
  });

  const cases = [
    ["{ name: a, default: 1 }", "run {parameters}", {}, "run --a=1"],
    ["{ name: a, default: 1 }, { name: b, default: x y }", "{params}", {}, "--a=1 '--b=x y'"],
    ["{ name: a }", "run {parameters}", {}, "run"],
    ["{ name: a, default: it's }", "{parameter:a}", {}, `'--a=it'"'"'s'`],
    ["{ name: a, default: x y }", "echo {parameter-value:a}", {}, "echo 'x y'"],
    ["{ name: a, default: '' }", "{parameters}", {}, "--a="],
    ["{ name: a, default: 1, pass-as: '-t {v}' }", "{parameters}", {}, "-t 1"],
    ["{ name: a, default: x y, pass-as: '-t {value}' }", "{parameters}", {}, "-t 'x y'"],
    ["{ name: a, default: '{name}', pass-as: '{name}:{v}' }", "{params}", {}, "'a:{name}'"],
    ["{ name: a, type: flag, default: true }", "run {parameters}", {}, "run"],
    ["{ name: a, type: flag }", "run {parameters}", { a: true }, "run --a"],
    ["{ name: a, type: flag }", "run {parameters}", { a: false }, "run"],
    [
      "{ name: a, type: flag, pass-true-as: -y, pass-false-as: -n }",
      "{params}",
      { a: false },
      "-n",
    ],
    ["{ name: a, type: flag, pass-true-as: -y, pass-false-as: -n }", "{params}", { a: true }, "-y"],
    ["{ name: a, multiple: repeat, default: [x, y] }", "{parameters}", {}, "--a=x --a=y"],
    ["{ name: a, multiple: separate, default: [x, y] }", "{parameters}", {}, "--a=x,y"],
    [
      "{ name: a, multiple: separate, multiple-separator: ' ', default: [x, y] }",
      "{parameters}",
      {},
      "'--a=x y'",
    ],
    ["{ name: a, multiple: separate, default: [] }", "run {parameters}", {}, "run"],
    ["{ name: a, type: float, default: 0.10 }", "{parameters}", {}, "--a=0.1"],
    ["{ name: a, type: float, default: 5.0 }", "{parameters}", {}, "--a=5.0"],
    ["{ name: a, type: float, default: 1.0e-7 }", "{parameters}", {}, "--a=1e-07"],
    ["{ name: a, type: integer, default: 007 }", "{parameters}", { a: 7 }, "--a=7"],
    [
      "{ name: a, default: 1 }",
      "echo $HOME {unknown} {parameter:b} {}",
      {},
      "echo $HOME {unknown} {parameter:b} {}",
    ],
    [
      "{ name: a, default: 1 }",
      "cd {source-path}; awk '{print}'",
      {},
      "cd 'my src'; awk '{print}'",
    ],
    ["{ name: a, default: 1 }", "  {parameter:a}  ", {}, "--a=1"],
  ] as const;

  for (const [parameters, command, set, wanted] of cases) {
    it(`gives ${wanted || "nothing"} for ${parameters}`, () => {
      assert.equal(commandOf(parameters, command, set), wanted);
    });
  }

  it("passes any text to a program unchanged", () => {
    const text = fc.string({ unit: "binary" }).filter((sample) => !sample.includes("\0"));
    fc.assert(
      fc.property(
        fc.array(
          text.map((sample) => sample.toWellFormed()),
          { minLength: 1 },
        ),
        (values) => {
          const script = values.map((value) => `printf '%s\\0' ${shellQuote(value)}`).join("\n");
          const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
          assert.deepEqual(printed.split("\0").slice(0, -1), values);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("does not look for placeholders in values", () => {
    const step = {
      command: ["{parameters}"],
      sourcePath: undefined,
      parameters:
        projectFrom("- step: { name: S, parameters: [{ name: a }, { name: b }] }\n").steps[0]
          ?.parameters ?? [],
    };
    const values = new Map([
      ["a", [atomOf("{parameter:b}")]],
      ["b", [atomOf("$& $1")]],
    ]);
    assert.deepEqual(interpolateCommands(step, values), ["'--a={parameter:b}' '--b=$& $1'"]);
  });
});

describe("unsafePlaceholders", () => {
  const problemsOf = (
    command: string | readonly string[],
    prompt: string,
    given: Pick<Given, "setLater" | "fromEdges"> = {},
  ) => {
    const text = JSON.stringify(command);
    const [step] = projectFrom(
      `- step: { name: S, command: ${text}, parameters: [{ name: prompt }, { name: rate, default: 0.5 }] }\n`,
    ).steps;
    assert.ok(step);
    return planExecution(step, {
      values: new Map([["prompt", [atomOf(prompt)]]]),
      ...given,
    }).problems;
  };
  const hole = "{parameter-value:prompt}";
  const inQuotes = [`Remove the quotes around \`${hole}\`: its value is quoted already.`];
  const outOf = (place: string) => [
    `Move \`${hole}\` out of ${place}, where a shell could run its value.`,
  ];

  const safe = [
    `python x.py ${hole}`,
    `echo "a" 'b' ${hole} "c"`,
    `OUT="$(python x.py ${hole})"`,
    `echo "$(echo "a")" ${hole}`,
    `echo it\\'s ${hole}`,
    `echo "a\\"b" ${hole}`,
    `echo a#b ${hole}`,
    `# don't\necho ${hole}`,
    `(echo ")" ${hole})`,
    `cat <<EOF\nit's\nEOF\necho ${hole}`,
    `cat <<-'E F'\n"\n\tE F\necho ${hole}`,
    `echo $((1 + (2))) ${hole}`,
    `cat <<< ${hole}`,
    `echo \${A:-b} ${hole}`,
  ];
  const unsafe = [
    [`python x.py "${hole}"`, inQuotes],
    [`sh -c 'echo ${hole}'`, inQuotes],
    [`echo "$(echo "${hole}")"`, inQuotes],
    [`echo "a $(b) ${hole}"`, inQuotes],
    [`echo "a\\" ${hole}`, inQuotes],
    [`echo $'a\\'${hole}'`, inQuotes],
    [["echo 'a", `${hole}'`], inQuotes],
    [`echo "a ${hole}`, inQuotes],
    [`echo \`echo ${hole}\``, outOf("backquotes")],
    [`true # ${hole}`, outOf("a comment")],
    [`cat <<EOF\n${hole}\nEOF`, outOf("a here-document")],
    [`cat <<'EOF'\n${hole}\nEOF`, outOf("a here-document")],
    [`cat <<A <<-B\nA\n${hole}\n\tB`, outOf("a here-document")],
    [`echo $((1 + ${hole}))`, outOf("an arithmetic expansion")],
    [`echo \\${hole}`, outOf("an escape")],
    [`echo $${hole}`, outOf("an escape")],
  ] as const;

  for (const command of safe) {
    it(`takes ${JSON.stringify(command)}`, () => {
      assert.deepEqual(problemsOf(command, "$(id)"), []);
    });
  }

  for (const [command, problems] of unsafe) {
    it(`refuses ${JSON.stringify(command)}`, () => {
      assert.deepEqual(problemsOf(command, "$(id)"), problems);
    });
  }

  it("takes a known value that needs no quotes, but none that an edge brings or will bring", () => {
    assert.deepEqual(problemsOf(`echo "${hole} {parameter-value:rate}"`, "plain"), []);
    const prompt = new Set(["prompt"]);
    for (const given of [{ setLater: prompt }, { fromEdges: prompt }]) {
      assert.deepEqual(problemsOf(`echo "${hole}"`, "plain", given), inQuotes);
      assert.deepEqual(problemsOf('echo "{parameters}"', "plain", given), [
        "Remove the quotes around `{parameters}`: its value is quoted already.",
      ]);
    }
    assert.deepEqual(problemsOf('echo "{parameter:other}"', "$(id)"), []);
  });

  it("lets no value run in what it takes", () => {
    for (const command of safe) {
      const script = command.replaceAll(
        hole,
        shellQuote("$(echo PWNED >&2)`echo PWNED >&2`'\"\n#"),
      );
      const { stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
      assert.ok(!/^PWNED$/m.test(stderr), command);
    }
  });
});

describe("secondsOf", () => {
  it("reads durations", () => {
    for (const [text, seconds] of [
      ["90", 90],
      ["1h 30m", 5400],
      ["2 days", 172_800],
      ["soon", undefined],
      ["", undefined],
    ] as const) {
      assert.equal(secondsOf(text), seconds, text);
    }
  });
});
