import { type ByteString, byteStringOf, textOf } from "../request/byteString.ts";

/**
 * How a secret is written in a request: `plain`, a code such as `base64 1`, or, after `percent ` or
 * `json `, one sign for each byte or UTF-16 unit: `.` as it is, `+` a blank, `~` a short escape, or
 * the digits of an escape that are upper case, as a hexadecimal bit mask.
 */
export type Spelling = string;

/** The texts other than itself in which a secret may hide, by their spellings. */
export function codedForms(secret: string): ReadonlyMap<ByteString, Spelling> {
  const spellings = ["hex", "HEX", ...[0, 1, 2].flatMap((n) => [`base64 ${n}`, `base64url ${n}`])];
  return new Map(spellings.map((spelling) => [spelled(secret, spelling), spelling]));
}

/** The secret in a spelling. */
export function spelled(secret: string, spelling: Spelling): ByteString {
  const [code, detail = ""] = spelling.split(" ");
  switch (code) {
    case "hex":
      return Buffer.from(secret).toString("hex");
    case "HEX":
      return Buffer.from(secret).toString("hex").toUpperCase();
    case "base64":
    case "base64url":
      return inBase64(secret, code, Number(detail));
    case "percent":
      return [...byteStringOf(secret)]
        .map((byte, at) => percentSpelled(byte, detail[at] ?? "."))
        .join("");
    case "json":
      return byteStringOf(
        Array.from({ length: secret.length }, (_, at) =>
          jsonSpelled(secret.charAt(at), detail[at] ?? "."),
        ).join(""),
      );
    default:
      return byteStringOf(secret);
  }
}

/** The spelling of a secret that is written with percent escapes. */
export function percentSpelling(written: ByteString): Spelling {
  const signs = written.match(/%[0-9A-Fa-f]{2}|[\s\S]/g) ?? [];
  const codes = signs.map((sign) => {
    if (sign.length > 1) return upperCaseMask(sign.slice(1));
    return sign === "+" ? "+" : ".";
  });
  return `percent ${codes.join("")}`;
}

/** The spelling of a secret that is written with the escapes of JSON. */
export function jsonSpelling(written: ByteString): Spelling {
  const signs = textOf(written).match(/\\u[0-9A-Fa-f]{4}|\\["\\/bfnrt]|[\s\S]/g) ?? [];
  const codes = signs.map((sign) => {
    if (sign.length > 2) return upperCaseMask(sign.slice(2));
    return sign.length > 1 ? "~" : ".";
  });
  return `json ${codes.join("")}`;
}

/** The characters of base64 that the secret alone decides when `before` bytes stand in front of it. */
function inBase64(secret: string, code: "base64" | "base64url", before: number): ByteString {
  const digits = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    .toString(code)
    .replace(/=+$/, "");
  return digits.slice(before === 0 ? 0 : before + 1, -1);
}

function percentSpelled(byte: string, sign: string): string {
  if (sign === ".") return byte;
  return sign === "+" ? "+" : `%${withUpperCase(hexOf(byte, 2), sign)}`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function jsonSpelled(unit: string, sign: string): string {
  if (sign === ".") return unit;
  if (sign === "~") return shortEscapes[unit] ?? `\\${unit}`;
  return `\\u${withUpperCase(hexOf(unit, 4), sign)}`;
}

function hexOf(unit: string, digits: number): string {
  return unit.charCodeAt(0).toString(16).padStart(digits, "0");
}

function upperCaseMask(digits: string): string {
  const bits = [...digits].map((digit) => (/[A-F]/.test(digit) ? "1" : "0")).join("");
  return Number.parseInt(bits, 2).toString(16);
}

function withUpperCase(digits: string, mask: string): string {
  const bits = Number.parseInt(mask, 16).toString(2).padStart(digits.length, "0");
  return [...digits].map((digit, at) => (bits[at] === "1" ? digit.toUpperCase() : digit)).join("");
}
