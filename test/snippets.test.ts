import assert from "node:assert/strict";
import {
  type SnippetLanguage,
  snippetFor,
  snippetLanguages,
} from "../src/core/snippets/snippet.ts";
import { launchPath } from "../src/core/trigger/address.ts";
import { buildGo, type GoPrograms } from "./support/goPrograms.ts";
import {
  type Interpreter,
  interpreters,
  itWith,
  type ProgramRun,
  runProgram,
} from "./support/interpreters.ts";
import { type Listening, listening } from "./support/listening.ts";
import { type SnippetCase, snippetCases } from "./support/snippetCases.ts";

/** Neither Debian nor npm brings a PowerShell; test/core/snippets/powershell.test.ts reads its code. */
type RunLanguage = Exclude<SnippetLanguage, "powershell">;

const languages = Object.keys(snippetLanguages).filter(
  (language): language is RunLanguage => language !== "powershell",
);

/** The cases that no program in the language can meet, by their titles. */
const impossible: Readonly<Partial<Record<RunLanguage, RegExp>>> = { curl: /of (?:ES|EdDSA)/ };

const refused = [
  ["a static token in a header", "token-mismatch"],
  ["an HMAC of SHA-256", "signature-mismatch"],
  ["a JWT of HS256 in a header", "jwt-signature-mismatch"],
] as const;

const unset = [
  ["a JWT of HS256 in a header", "WEBHOOK_TOKEN"],
  ["a literal secret key", "WEBHOOK_SECRET"],
  ["a JWT of RS256", "WEBHOOK_PRIVATE_KEY"],
] as const;

describe("snippets", () => {
  const listeners = new Map<SnippetCase, Listening>();
  let goPrograms: GoPrograms | undefined;

  before(async () => {
    for (const each of snippetCases) {
      const trigger = { name: "case", conditions: each.conditions };
      const text = `- trigger: ${JSON.stringify(trigger)}\n`;
      listeners.set(each, await listening(text, { secrets: each.secrets }));
    }
  });

  for (const language of languages) {
    describe(`in ${snippetLanguages[language].label}`, () => {
      const cases = snippetCases.filter(({ title }) => !impossible[language]?.test(title));
      let runs: Map<SnippetCase, Promise<ProgramRun>>;

      before(async () => {
        if (language === "go" && interpreters.go.outcome === "found") {
          const marked = (mark: string, some: readonly SnippetCase[]) =>
            some.map((each) => codeFor(language, each, mark));
          goPrograms = await buildGo([
            ...marked("right", cases),
            ...marked(
              "wrong",
              refused.map(([start]) => caseThatBegins(start)),
            ),
            ...marked(
              "unset",
              unset.map(([start]) => caseThatBegins(start)),
            ),
          ]);
        }
        const found = cases.filter((each) => interpreterFor(language, each).outcome === "found");
        runs = startAll(found, (each) => run(language, each, each.environment, "right"));
      });

      for (const each of cases) {
        itWith(interpreterFor(language, each), `sends ${each.title}`, async () => {
          const { exitCode, output } = (await runs.get(each)) ?? assert.fail("It was not run.");
          const [received, ...others] = receivedFrom(language, each, "right");
          assert.equal(exitCode, 0, `${output}\n${codeFor(language, each, "right")}`);
          assert.equal(received?.verdict.verdict, "accepted");
          assert.equal(others.length, 0);
          if (each.keepsBody) {
            assert.deepEqual(Buffer.from(received.request.body), Buffer.from(each.body));
          }
          for (const value of Object.values(each.environment).filter(({ length }) => length > 8)) {
            assert(!codeFor(language, each, "right").includes(value), "A secret is in the code.");
          }
          const types = received.request.headers.filter(([name]) => /^content-type$/i.test(name));
          assert.deepEqual(
            types.map(([, value]) => value),
            [each.contentType],
          );
        });
      }

      if (language === "go") {
        itWith(interpreters.go, "is laid out as gofmt does", async () => {
          assert.deepEqual(goPrograms?.notAsGofmt, []);
        });
      }

      for (const [start, reason] of refused) {
        const each = caseThatBegins(start);
        itWith(
          interpreterFor(language, each),
          `is refused with ${reason} for ${each.title} when the secret is wrong`,
          async () => {
            const { exitCode } = await run(language, each, { WEBHOOK_TOKEN: "wrong" }, "wrong");
            const [received] = receivedFrom(language, each, "wrong");
            assert.notEqual(exitCode, 0);
            const failures = received?.verdict.trace.flatMap(({ check }) =>
              check.outcome === "failed" ? [check.reason] : [],
            );
            assert.deepEqual(failures, [reason]);
          },
        );
      }

      for (const [start, name] of unset) {
        const each = caseThatBegins(start);
        itWith(
          interpreterFor(language, each),
          `stops and sends nothing for ${each.title} when ${name} is unset or empty`,
          async () => {
            for (const environment of [{}, { [name]: "" }]) {
              const { exitCode, output } = await run(language, each, environment, "unset");
              assert.notEqual(exitCode, 0);
              assert.match(output, new RegExp(`${name}.*Set this|Set the .*variable ${name}`));
            }
            assert.equal(receivedFrom(language, each, "unset").length, 0);
          },
        );
      }
    });
  }

  function run(
    language: RunLanguage,
    each: SnippetCase,
    environment: Readonly<Record<string, string>>,
    mark: string,
  ): Promise<ProgramRun> {
    const code = codeFor(language, each, mark);
    if (language === "go" && goPrograms !== undefined) return goPrograms.run(code, environment);
    return runProgram(interpreterFor(language, each), code, environment);
  }

  function codeFor(language: SnippetLanguage, each: SnippetCase, mark: string): string {
    const listener = listeners.get(each);
    const trigger = listener?.triggers.at("case")?.trigger;
    assert(listener !== undefined && trigger !== undefined);
    const snippet = snippetFor(language, trigger, {
      url: `${listener.url}${launchPath}case/?by=${language}-${mark}&${each.query}`,
      body: Buffer.from(each.body),
      contentType: each.contentType,
    });
    return snippet.outcome === "written" ? snippet.code : assert.fail(snippet.why);
  }

  function receivedFrom(language: SnippetLanguage, each: SnippetCase, mark: string) {
    const received = listeners.get(each)?.received ?? [];
    return received.filter(({ request }) => request.url.includes(`?by=${language}-${mark}`));
  }
});

function caseThatBegins(title: string): SnippetCase {
  return snippetCases.find((each) => each.title.startsWith(title)) ?? assert.fail(title);
}

function interpreterFor(language: RunLanguage, { title }: SnippetCase): Interpreter {
  switch (language) {
    case "curl":
      return interpreters.shell;
    case "python":
      return /of (?:RS|PS|ES|EdDSA)/.test(title)
        ? interpreters.pythonWithPackages
        : interpreters.python;
    case "python-requests":
      return interpreters.pythonWithPackages;
    case "javascript":
      return interpreters.node;
    case "go":
      return interpreters.go;
  }
}

/** Starts all jobs, a few at a time, and gives the promise of each at once. */
function startAll<Job, Result>(
  jobs: readonly Job[],
  start: (job: Job) => Promise<Result>,
): Map<Job, Promise<Result>> {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve(), Promise.resolve()];
  return new Map(
    jobs.map((job, index) => {
      const lane = index % lanes.length;
      const result = (lanes[lane] as Promise<unknown>).then(() => start(job));
      lanes[lane] = result.catch(() => undefined);
      return [job, result];
    }),
  );
}
