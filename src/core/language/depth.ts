const mostBrackets = 64;
const mostWidth = 200;

/**
 * Follows the lexemes of a YAML text and bounds how deep they can nest: `width` counts the leading
 * blanks and the lexemes of a line, or of an item inside brackets, and no level comes without one.
 */
export class Depth {
  /** The width at each bracket that is open. */
  readonly #brackets: number[] = [];
  #width = 0;

  /** Takes the next lexeme, the content of plain and block scalars left out; false when too deep. */
  take(lexeme: string): boolean {
    switch (lexeme[0]) {
      case "\n":
      case "\r":
        if (this.#brackets.length === 0) this.#width = 0;
        return true;
      case " ":
      case "\t":
        // Blanks alone nest nothing: a comment may stand as far to the right as it likes.
        if (this.#width === 0) this.#width = lexeme.length;
        return true;
      case "#":
      case "\x02":
        // A comment, or the lexer's sign that a document begins.
        return true;
      case "[":
      case "{":
        this.#width += 1;
        this.#brackets.push(this.#width);
        break;
      case "]":
      case "}":
        this.#width = this.#brackets.pop() ?? this.#width + 1;
        break;
      case ",":
        this.#width = this.#brackets.at(-1) ?? this.#width + 1;
        break;
      case "\x18":
        // The lexer's sign that brackets were left open.
        this.#brackets.length = 0;
        return true;
      default:
        this.#width += 1;
    }
    return this.#width <= mostWidth && this.#brackets.length <= mostBrackets;
  }
}
