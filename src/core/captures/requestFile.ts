import { asByteString } from "../request/byteString.ts";
import type { Header, WebhookRequest } from "../request/request.ts";
import { requestsInHar } from "./har.ts";
import { requestsInHttp } from "./httpFile.ts";
import { bytesOfBase64, isObject } from "./jsonValue.ts";
import { type StoredRequest, unreadable } from "./storedRequest.ts";

/** Reads the request in a `.har`, `.http` or JSON file; of several in a HAR or `.http` file, the first. */
export function readRequestFile(fileName: string, text: string): StoredRequest {
  const [first] = readRequestFiles(fileName, text);
  return first ?? unreadable("It has no request.");
}

/** Reads all requests in a `.har`, `.http` or JSON file, each as far as it can be read. */
export function readRequestFiles(fileName: string, text: string): readonly StoredRequest[] {
  if (/\.(?:http|rest)$/i.test(fileName)) return requestsInHttp(text);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    // The rest of the message quotes the text, in which a secret may stand.
    const [place = ""] = / \(line \d+ column \d+\)/.exec((error as Error).message) ?? [];
    return [unreadable(`It is not JSON${place}.`)];
  }
  return /\.har$/i.test(fileName) ? requestsInHar(document) : [requestInJson(document)];
}

/** The JSON form of a request; `body` is its text, or `bodyBase64` its bytes when they are no UTF-8. */
export type JsonRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
} & ({ readonly body: string } | { readonly bodyBase64: string });

/** Writes a request in its JSON form. */
export function jsonOfRequest(request: WebhookRequest): JsonRequest {
  const { method, url, headers } = request;
  const body = Buffer.from(request.body);
  const text = body.toString("utf8");
  return Buffer.from(text).equals(body)
    ? { method, url, headers, body: text }
    : { method, url, headers, bodyBase64: body.toString("base64") };
}

/** Reads a request in its JSON form; headers may also be an object of names and values. */
function requestInJson(document: unknown): StoredRequest {
  if (!isObject(document)) return unreadable("It is not a JSON object.");
  if (isObject(document.request)) return requestInJson(document.request);
  const { method = "POST", url = "/", body = "", bodyBase64 } = document;
  if (typeof method !== "string") return unreadable("method is not text.");
  if (typeof url !== "string") return unreadable("url is not text.");
  const headers = headersIn(document.headers ?? []);
  if (headers === undefined) {
    return unreadable("headers is neither a list of [name, value] nor an object.");
  }
  if (typeof body !== "string" || (bodyBase64 !== undefined && typeof bodyBase64 !== "string")) {
    return unreadable("body and bodyBase64 are not text.");
  }
  if (bodyBase64 !== undefined && body !== "") {
    return unreadable("It has both body and bodyBase64.");
  }
  const bytes = bodyBase64 === undefined ? Buffer.from(body) : bytesOfBase64(bodyBase64);
  if (bytes === undefined) return unreadable("bodyBase64 is not base64.");
  return {
    outcome: "read",
    request: { method, url: asByteString(url), headers, body: bytes },
    receivedAt: undefined,
    facts: undefined,
  };
}

function headersIn(value: unknown): readonly Header[] | undefined {
  const pairs: readonly unknown[] = Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.entries(value)
      : [undefined];
  const headers: Header[] = [];
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const [name, text] = pair as unknown[];
    if (typeof name !== "string" || typeof text !== "string") return undefined;
    headers.push([asByteString(name), asByteString(text)]);
  }
  return headers;
}
