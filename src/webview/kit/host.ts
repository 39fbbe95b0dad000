import type { Shape } from "../../core/message/shape.ts";

/** What the editor gives to a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The extension, as a page sees it. */
export interface Host<Sent, State> {
  post(message: Sent): void;
  /** What was kept when the page was last hidden; undefined for a new page. */
  readonly kept: State | undefined;
  /** Keeps what is to be found again after the page was hidden. */
  keep(state: State): void;
}

/**
 * Begins to listen to the extension. What does not have the shape is dropped, be it a message or
 * a state that an older version of the page has kept. May be called once in a page.
 */
export function connectToHost<Sent, Received, State>(
  isReceived: Shape<Received>,
  isState: Shape<State>,
  receive: (message: Received) => void,
): Host<Sent, State> {
  const api = acquireVsCodeApi();
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (isReceived(data)) receive(data);
  });
  const kept = api.getState();
  return {
    post: (message) => api.postMessage(message),
    kept: isState(kept) ? kept : undefined,
    keep: (state) => api.setState(state),
  };
}
