import { fixesIn } from "../language/fix/fixesFor.ts";
import type { FixSource } from "../language/fix/fixSource.ts";
import { covers } from "../language/fix/spot.ts";
import type { Range } from "../language/position.ts";
import type { Problem } from "../language/problem.ts";
import type { FormFile } from "./formFile.ts";
import type { ProblemView } from "./view.ts";
import { wholeSourceOf } from "./wholeSource.ts";

/** Problems that wait for the place in a form where they are shown; each is shown once. */
export class ProblemPool {
  readonly #file: FormFile;
  #waiting: readonly Problem[];
  /** Put together when the first fix asks for it. */
  #source: FixSource | undefined;

  constructor(file: FormFile, problems: readonly Problem[]) {
    this.#file = file;
    this.#waiting = problems;
  }

  /** Takes the problems inside a range. */
  inside(range: Range): readonly ProblemView[] {
    return this.#take((problem) => covers(range, problem.range));
  }

  /** Takes those that miss a key below a tag, which is where they are marked. */
  missing(key: string, tag: Range): readonly ProblemView[] {
    return this.#take(
      ({ code, range, data }) =>
        code === "missing-key" && range.start === tag.start && data.key === key,
    );
  }

  /** Takes all that are left. */
  rest(): readonly ProblemView[] {
    return this.#take(() => true);
  }

  #take(isWanted: (problem: Problem) => boolean): readonly ProblemView[] {
    const taken = this.#waiting.filter(isWanted);
    this.#waiting = this.#waiting.filter((problem) => !taken.includes(problem));
    return taken.map((problem) => this.#view(problem));
  }

  #view(problem: Problem): ProblemView {
    const { code, severity, message, range } = problem;
    this.#source ??= wholeSourceOf(this.#file);
    const fixes = fixesIn(this.#source, problem).map(({ title }) => title);
    return { code, severity, message, range, fixes };
  }
}
