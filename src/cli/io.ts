/** Everything that a command touches outside the program; times are in milliseconds. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Whether people's output may be in color. */
  readonly color: boolean;
  readonly now: () => number;
  readonly newId: () => string;
  /** Aborts when the user interrupts the program. */
  readonly interrupted: AbortSignal;
}

/** 0: fine. 1: problems found, refused, or tests failed. 2: usage or surroundings. */
export type ExitCode = 0 | 1 | 2;
