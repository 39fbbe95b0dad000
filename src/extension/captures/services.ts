import type { ListenerSession } from "../listener/session.ts";
import type { Answers } from "../send/answers.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Captures } from "./captures.ts";
import type { CapturesView } from "./capturesView.ts";
import type { CaptureChoice } from "./choice.ts";
import type { Inspectors } from "./inspectors.ts";

/** What the commands on captures work with. */
export interface CaptureServices {
  readonly captures: Captures;
  readonly view: CapturesView;
  readonly choice: CaptureChoice;
  readonly inspectors: Inspectors;
  readonly session: ListenerSession;
  readonly workspace: Workspace;
  readonly answers: Answers;
}
