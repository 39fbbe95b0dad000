import { byteStringOf, textOf } from "../request/byteString.ts";
import { type Place, utf8TextOf } from "../request/lookUp.ts";
import { placeValue } from "../request/place.ts";
import type { WebhookRequest } from "../request/request.ts";
import type { RecipeBody, RecipeHeader, TextPart, Value } from "./recipe.ts";
import type { SnippetProblem } from "./snippetProblem.ts";

/** A value and the place where it goes. */
export interface PlacedValue {
  readonly place: Place;
  readonly value: Value;
}

/**
 * Takes the place of values that are not known yet: put into a request as a real value would be,
 * the marks tell afterwards where in the URL and body the values belong, and how they are encoded.
 */
export class Marks {
  readonly #word: string;
  readonly #placed: PlacedValue[] = [];

  /** `unlike` is all text among which a mark must stand out. */
  constructor(unlike: string) {
    let word = "slot";
    while (unlike.includes(word)) word += "x";
    this.#word = word;
  }

  /** The request with a mark for the value in its place; the prefix must be fit for the place too. */
  put(
    request: WebhookRequest,
    { place, value }: PlacedValue,
    prefix: string,
  ): WebhookRequest | SnippetProblem {
    const mark = `${this.#word}${this.#placed.length}z`;
    const trial = placeValue(request, place, byteStringOf(prefix) + mark);
    const placement = trial.outcome === "impossible" ? trial : placeValue(request, place, mark);
    if (placement.outcome === "impossible") {
      return { problem: "unplaceable", place, why: placement.why };
    }
    this.#placed.push({ place, value });
    return placement.request;
  }

  headersOf(request: WebhookRequest): readonly RecipeHeader[] {
    return request.headers.map(([name, text]) => {
      const value = this.#valueOf(text)?.value;
      return {
        name,
        content: value ? { part: "value", value } : { part: "text", text: textOf(text) },
      };
    });
  }

  /** Undefined for a body that must hold values and is not text. */
  bodyOf({ body }: WebhookRequest): RecipeBody | undefined {
    const text = utf8TextOf(body);
    if (text !== undefined) return { kind: "text", parts: this.partsOf(text) };
    const holdsValues = this.#placed.some(({ place }) => place.namespace.endsWith("-body"));
    return holdsValues ? undefined : { kind: "bytes", bytes: body };
  }

  /** The text cut at its marks. */
  partsOf(text: string): readonly TextPart[] {
    const parts = text.split(new RegExp(`(${this.#word}\\d+z)`)).map((piece): TextPart => {
      const placed = this.#valueOf(piece);
      return placed === undefined ? { part: "text", text: piece } : partOf(placed);
    });
    return withoutQuotesAroundJson(parts);
  }

  #valueOf(piece: string): PlacedValue | undefined {
    const [, index] = new RegExp(`^${this.#word}(\\d+)z$`).exec(piece) ?? [];
    return index === undefined ? undefined : this.#placed[Number(index)];
  }
}

function partOf({ place, value }: PlacedValue): TextPart {
  const encoding = place.namespace === "json-body" ? "json" : "form";
  return { part: "value", value, as: value.alphabet === "plain" ? "itself" : encoding };
}

function withoutQuotesAroundJson(parts: readonly TextPart[]): readonly TextPart[] {
  const isJson = (part: TextPart | undefined) => part?.part === "value" && part.as === "json";
  return parts.flatMap((part, index) => {
    if (part.part !== "text") return part;
    const start = isJson(parts[index - 1]) ? 1 : 0;
    const end = isJson(parts[index + 1]) ? part.text.length - 1 : part.text.length;
    const text = part.text.slice(start, end);
    return text === "" && parts.length > 1 ? [] : { part: "text", text };
  });
}
