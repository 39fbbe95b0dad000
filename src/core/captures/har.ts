import { asByteString } from "../request/byteString.ts";
import type { Header } from "../request/request.ts";
import {
  bytesOfBase64,
  isList,
  isObject,
  type StoredRequest,
  unreadable,
} from "./storedRequest.ts";

/** The first request of a HAR 1.2 document. */
export function requestInHar(document: unknown): StoredRequest {
  const log = isObject(document) ? document.log : undefined;
  const entries = isObject(log) ? log.entries : undefined;
  const entry = isList(entries) ? entries[0] : undefined;
  if (!isObject(entry) || !isObject(entry.request)) {
    return unreadable("It has no log.entries[0].request, as a HAR file does.");
  }
  const { method, url, headers, postData } = entry.request;
  if (typeof method !== "string" || typeof url !== "string" || !isList(headers)) {
    return unreadable("The request of its first entry has no method, url and headers.");
  }
  const body = bodyOf(postData);
  if (typeof body === "string") return unreadable(body);
  const started = typeof entry.startedDateTime === "string" ? entry.startedDateTime : "";
  const receivedAt = Date.parse(started);
  return {
    outcome: "read",
    request: {
      method,
      url: asByteString(url),
      // Browsers list HTTP/2 pseudo headers such as ":authority" among the headers.
      headers: headers.flatMap(headerOf).filter(([name]) => !name.startsWith(":")),
      body,
    },
    receivedAt: Number.isNaN(receivedAt) ? undefined : receivedAt,
  };
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
