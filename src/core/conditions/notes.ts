import type { LookUp, Place } from "../request/lookUp.ts";
import { mediaTypeOf, type WebhookRequest } from "../request/request.ts";
import type { Note } from "./check.ts";

/** What another receiver might see in another way at this place of the request. */
export function notesOn(request: WebhookRequest, place: Place, found: LookUp): readonly Note[] {
  const notes: Note[] = [];
  if (place.namespace === "json-body" && isOther(mediaTypeOf(request), /[/+]json$/)) {
    notes.push("content-type-not-json");
  }
  if (
    place.namespace === "url-encoded-body" &&
    isOther(mediaTypeOf(request), /^application\/x-www-form-urlencoded$/)
  ) {
    notes.push("content-type-not-form");
  }
  if (found.found === "text" && /[\x80-\xff]/.test(found.value)) notes.push("value-not-ascii");
  return notes;
}

function isOther(media: string | undefined, expected: RegExp): boolean {
  return media !== undefined && !expected.test(media);
}

/** The sentence that tells a person what differs. */
export function noteText(note: Note): string {
  switch (note) {
    case "content-type-not-json":
      return "The body was read as JSON although the request states another content type.";
    case "content-type-not-form":
      return "The body was read as URL-encoded although the request states another content type.";
    case "value-not-ascii":
      return "The value has characters beyond ASCII, which receivers decode differently.";
    case "jwt-expiry-in-header":
      return "The token has exp in its header, where it has no effect: this token never expires unless its claims say so.";
    case "jwt-without-expiry":
      return "The token has no exp claim: it never expires.";
  }
}
