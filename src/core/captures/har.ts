import { asByteString } from "../request/byteString.ts";
import { parametersOf, queryOf } from "../request/lookUp.ts";
import { type Header, headerValues, type WebhookRequest } from "../request/request.ts";
import type { Capture } from "./capture.ts";
import { factsOf, readFacts } from "./facts.ts";
import { bytesOfBase64, isList, isObject } from "./jsonValue.ts";
import { targetOf, wholeUrlOf, withFittingLength } from "./replay.ts";
import { type StoredRequest, unreadable } from "./storedRequest.ts";

/** What an export says of itself. */
export interface ExportNote {
  readonly version: string;
  /** A sentence for whoever opens the file. */
  readonly comment: string | undefined;
}

/** Captures as a HAR 1.2 document, which browsers and other tools open; they come back as they were. */
export function harOf(captures: readonly Capture[], { version, comment }: ExportNote): object {
  return {
    log: {
      version: "1.2",
      creator: { name: "Hooksmith", version },
      ...(comment !== undefined && { comment }),
      entries: captures.map(entryOf),
    },
  };
}

/** The requests of a HAR document, each as far as it can be read. */
export function requestsInHar(document: unknown): readonly StoredRequest[] {
  const log = isObject(document) ? document.log : undefined;
  const entries = isObject(log) ? log.entries : undefined;
  return isList(entries) && entries.length > 0
    ? entries.map(requestInEntry)
    : [unreadable("It has no log.entries[0].request, as a HAR file does.")];
}

function entryOf(capture: Capture): object {
  const { request, receivedAt, durationInMilliseconds: time } = capture;
  const { method, headers, url } = request;
  return {
    startedDateTime: new Date(receivedAt).toISOString(),
    time,
    request: {
      method,
      url: wholeUrlOf(request),
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headers.map(named),
      queryString: [...parametersOf(queryOf(url))].map(named),
      ...(request.body.length > 0 && { postData: postDataOf(request) }),
      headersSize: -1,
      bodySize: request.body.length,
    },
    response: responseOf(capture),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    _hooksmith: { ...factsOf(capture), url },
  };
}

function named([name, value]: readonly [string, string]): object {
  return { name, value };
}

function postDataOf(request: WebhookRequest): object {
  const mimeType = headerValues(request, "content-type")[0] ?? "";
  const body = Buffer.from(request.body);
  const text = body.toString("utf8");
  return Buffer.from(text).equals(body)
    ? { mimeType, text }
    : { mimeType, text: body.toString("base64"), encoding: "base64" };
}

const statusTexts: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
};

function responseOf({ status, verdict }: Capture): object {
  const { contentType = "", body = "" } = verdict?.answer ?? {};
  const size = Buffer.byteLength(body);
  return {
    status,
    statusText: statusTexts[status] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: contentType === "" ? [] : [named(["Content-Type", contentType])],
    content: { size, mimeType: contentType, text: body },
    redirectURL: "",
    headersSize: -1,
    bodySize: size,
  };
}

function requestInEntry(entry: unknown): StoredRequest {
  if (!isObject(entry) || !isObject(entry.request)) {
    return unreadable("An entry has no request, as each in a HAR file does.");
  }
  const { method, url, postData, queryString } = entry.request;
  const { headers = [] } = entry.request;
  if (typeof method !== "string" || typeof url !== "string" || !isList(headers)) {
    return unreadable("The request of an entry has no method, url and headers.");
  }
  const body = bodyOf(postData);
  if (typeof body === "string") return unreadable(body);
  const own = isObject(entry._hooksmith) ? entry._hooksmith : {};
  const facts = readFacts(own);
  const request = { method, url: asByteString(url), headers: headers.flatMap(headerOf), body };
  const startedAt = Date.parse(
    typeof entry.startedDateTime === "string" ? entry.startedDateTime : "",
  );
  if (facts !== undefined) {
    const exactUrl = typeof own.url === "string" ? asByteString(own.url) : targetOf(request.url);
    return {
      outcome: "read",
      request: { ...request, url: exactUrl },
      receivedAt: facts.receivedAt,
      facts,
    };
  }
  return {
    outcome: "read",
    request: fromOtherTools(request, queryString),
    receivedAt: Number.isNaN(startedAt) ? undefined : startedAt,
    facts,
  };
}

/** Tools record HTTP/2, whose pseudo headers stand for others, and not all put the query into the URL. */
function fromOtherTools(request: WebhookRequest, queryString: unknown): WebhookRequest {
  const [authority] = headerValues(request, ":authority");
  const headers = request.headers.filter(([name]) => !name.startsWith(":"));
  const isHosted = headerValues({ ...request, headers }, "host").length > 0;
  const host = authority ?? (URL.canParse(request.url) ? new URL(request.url).host : undefined);
  const pairs = (isList(queryString) ? queryString : []).flatMap(headerOf);
  const query = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
  return withFittingLength({
    ...request,
    url: query.size === 0 || request.url.includes("?") ? request.url : `${request.url}?${query}`,
    headers: isHosted || host === undefined || host === "" ? headers : [["Host", host], ...headers],
  });
}

function headerOf(header: unknown): readonly Header[] {
  if (!isObject(header)) return [];
  const { name, value } = header;
  return typeof name === "string" && typeof value === "string"
    ? [[asByteString(name), asByteString(value)]]
    : [];
}

/** The body, or what is wrong with it. */
function bodyOf(postData: unknown): Uint8Array | string {
  if (!isObject(postData)) return new Uint8Array();
  const { text = "", params, encoding } = postData;
  if (typeof text !== "string") return "The text of its body is not text.";
  if (text === "" && isList(params) && params.length > 0) {
    return "Its body is given as params alone, which do not tell its bytes.";
  }
  if (encoding !== "base64") return Buffer.from(text);
  return bytesOfBase64(text) ?? "Its body is not base64.";
}
