import { printable } from "../engine/printable.ts";
import { byteStringOf, textOf } from "../request/byteString.ts";
import type { Header, WebhookRequest } from "../request/request.ts";
import type { Capture } from "./capture.ts";
import { factsOf } from "./facts.ts";
import { bodyLines, type Exact } from "./httpExact.ts";
import { headerLine, ownComment } from "./httpFile.ts";
import { wholeUrlOf } from "./replay.ts";

/** Captures as an `.http` file, which editors can send; they come back as they were. */
export function httpOf(captures: readonly Capture[], comment: string | undefined): string {
  const head = comment === undefined ? [] : [`# ${comment}\n`];
  return [...head, ...captures.map(blockOf)].join("\n");
}

/** A request as an `.http` document to be edited, which reads back byte for byte. */
export function httpDocumentOf(request: WebhookRequest): string {
  const { text, exact } = written(request);
  return (Object.keys(exact).length === 0 ? "" : own({ exact })) + text;
}

function blockOf(capture: Capture): string {
  const { receivedAt, trigger, outcome, reasons } = capture;
  const time = new Date(receivedAt).toISOString();
  const title = [trigger.name, outcome, ...reasons, time].filter((word) => word !== "").join(" ");
  const { text, exact } = written(capture.request);
  return `### ${printable(title)}\n${own({ ...factsOf(capture), exact })}${text}`;
}

function own(value: object): string {
  return `${ownComment}${JSON.stringify(value)}\n`;
}

function written(request: WebhookRequest): { readonly text: string; readonly exact: Exact } {
  const { method, url, headers } = request;
  const body = bodyLines(request.body);
  const lost = headers.filter((header) => !isWhole(header));
  const isTarget = url.startsWith("/");
  const lines = [`${method} ${textOf(wholeUrlOf(request))} HTTP/1.1`, ...headers.map(headerLine)];
  return {
    text: `${lines.join("\n")}\n\n${body.text === "" ? "" : `${body.text}\n`}`,
    exact: {
      ...((!isTarget || byteStringOf(textOf(url)) !== url) && { url }),
      ...(lost.length > 0 && { headers: lost }),
      ...(Object.keys(body.exact).length > 0 && { body: body.exact }),
    },
  };
}

/** Whether the line of a header tells all of it. */
function isWhole(header: Header): boolean {
  return byteStringOf(headerLine(header)) === header.join(": ");
}
