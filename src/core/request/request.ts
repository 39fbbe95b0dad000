/** A header line; name and value hold one character for each byte that is sent (see byteString.ts). */
export type Header = readonly [name: string, value: string];

/** A webhook request as it stands on the wire. */
export interface WebhookRequest {
  readonly method: string;
  /** The request target with its querystring, or a whole URL; one character for each byte. */
  readonly url: string;
  /** The header lines in the order, case and number in which they are sent. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** The values of a header in the order of its lines; the name's case does not matter. */
export function headerValues(request: WebhookRequest, name: string): readonly string[] {
  const values: string[] = [];
  for (const [candidate, value] of request.headers) {
    if (isSameName(candidate, name)) values.push(value);
  }
  return values;
}

function isSameName(one: string, other: string): boolean {
  return (
    one.length === other.length && (one === other || one.toLowerCase() === other.toLowerCase())
  );
}

/** The request with one line for this header, in the place of its first one or at the end. */
export function withHeader(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const wanted = name.toLowerCase();
  const first = request.headers.findIndex(([candidate]) => candidate.toLowerCase() === wanted);
  if (first < 0) return { ...request, headers: [...request.headers, [name, value]] };
  const others = request.headers.filter(
    ([candidate], index) => index <= first || candidate.toLowerCase() !== wanted,
  );
  return { ...request, headers: others.with(first, [name, value]) };
}

/** The media type that the request states, in lower case and without parameters. */
export function mediaTypeOf(request: WebhookRequest): string | undefined {
  return headerValues(request, "content-type")[0]?.split(";", 1)[0]?.trim().toLowerCase();
}
