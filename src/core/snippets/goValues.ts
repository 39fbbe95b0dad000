import { isAsymmetric } from "../conditions/keys.ts";
import type { HmacAlgorithm, JwtAlgorithm } from "../trigger/trigger.ts";
import { calling, type GoCode, importing } from "./goCode.ts";
import { goLiteral, goText } from "./goText.ts";
import {
  aliasOf,
  type BasestringPart,
  type HmacSource,
  type JwtSource,
  type SecretPart,
  type Value,
} from "./recipe.ts";

/** Computes a value into a variable of its name. */
export function writeGoValue({ name, source }: Value, code: GoCode): void {
  const { lines } = code;
  switch (source.from) {
    case "clock": {
      importing(code, "strconv", "time");
      const unit = source.unit === "seconds" ? "Unix" : "UnixMilli";
      lines.push(`${name} := strconv.FormatInt(time.Now().${unit}(), 10)`);
      return;
    }
    case "random":
      lines.push(`${name} := ${calling(code, "newNonce", "")}`);
      return;
    case "secret":
      lines.push(`${name} := ${prefixTerm(source.prefix)}${secretText(source.secret, " + ")}`);
      return;
    case "hmac":
      lines.push(`${name} := ${prefixTerm(source.prefix)}${hmacExpression(source, code)}`);
      return;
    case "jwt":
      writeJwt(name, source, code);
  }
}

/** The expression of a piece of a text. */
export function partExpression(
  part: Exclude<BasestringPart, { part: "text" }>,
  code: GoCode,
): string {
  if (part.part === "body") return "body";
  const name = goName(part.value);
  switch (part.as) {
    case "itself":
      return name;
    case "json":
      importing(code, "encoding/json");
      return `string(${calling(code, "must", `json.Marshal(${name})`)})`;
    case "form":
      importing(code, "net/url");
      return `url.QueryEscape(${name})`;
  }
}

/** The variable that holds a value. */
export function goName(value: Value): string {
  return aliasOf(value)?.name ?? value.name;
}

const hashes: Readonly<Record<HmacAlgorithm, readonly [path: string, newHash: string]>> = {
  sha1: ["crypto/sha1", "sha1.New"],
  sha224: ["crypto/sha256", "sha256.New224"],
  sha256: ["crypto/sha256", "sha256.New"],
  sha384: ["crypto/sha512", "sha512.New384"],
  sha512: ["crypto/sha512", "sha512.New"],
};

function hmacExpression(source: HmacSource, code: GoCode): string {
  const { algorithm, basestring, digestEncoding } = source;
  const message = goText(basestring, (part) => partExpression(part, code), "+");
  const digest = hmacCall(algorithm, source, message, code);
  switch (digestEncoding) {
    case "hex":
      importing(code, "encoding/hex");
      return `hex.EncodeToString(${digest})`;
    case "base64":
      importing(code, "encoding/base64");
      return `base64.StdEncoding.EncodeToString(${digest})`;
    case "base64url":
      return calling(code, "base64url", digest);
  }
}

function hmacCall(
  algorithm: HmacAlgorithm,
  source: HmacSource | JwtSource,
  message: string,
  code: GoCode,
): string {
  const [path, newHash] = hashes[algorithm];
  importing(code, path);
  return calling(code, "hmacOf", `${newHash}, ${keyBytes(source, code)}, ${message}`);
}

function writeJwt(name: string, source: JwtSource, code: GoCode): void {
  const { algorithm, prefix } = source;
  const number = name.replace(/^\D+/, "");
  const unsigned = `unsigned${number}`;
  code.lines.push(`${unsigned} := ${calling(code, "unsignedToken", `"${algorithm}"`)}`);
  let signature: string;
  if (isAsymmetric(algorithm)) {
    signature = `${name}Signature`;
    const signing = signingExpression(source, unsigned, `digest${number}`, code);
    code.lines.push(`${signature} := ${signing}`);
  } else {
    signature = hmacCall(hashOf(algorithm), source, unsigned, code);
  }
  const last = calling(code, "base64url", signature);
  code.lines.push(`${name} := ${prefixTerm(prefix)}${unsigned} + "." + ${last}`);
}

function signingExpression(
  { algorithm, secret }: JwtSource,
  unsigned: string,
  digest: string,
  code: GoCode,
): string {
  const key = calling(code, "privateKey", secretText(secret, " + "));
  if (algorithm === "EdDSA") {
    return calling(code, "must", `${key}.Sign(nil, []byte(${unsigned}), crypto.Hash(0))`);
  }
  const [path] = hashes[hashOf(algorithm)];
  const bits = algorithm.slice(2);
  importing(code, path);
  code.lines.push(`${digest} := ${path.slice("crypto/".length)}.Sum${bits}([]byte(${unsigned}))`);
  if (algorithm.startsWith("ES")) return calling(code, "signWithCurve", `${key}, ${digest}[:]`);
  importing(code, "crypto/rand");
  const signWith = (options: string) =>
    calling(code, "must", `${key}.Sign(rand.Reader, ${digest}[:], ${options})`);
  if (algorithm.startsWith("RS")) return signWith(`crypto.SHA${bits}`);
  importing(code, "crypto/rsa");
  const salt = "SaltLength: rsa.PSSSaltLengthEqualsHash";
  return signWith(`&rsa.PSSOptions{${salt}, Hash: crypto.SHA${bits}}`);
}

function hashOf(algorithm: JwtAlgorithm): HmacAlgorithm {
  return `sha${algorithm.slice(2)}` as HmacAlgorithm;
}

function keyBytes({ secret, secretEncoding }: HmacSource | JwtSource, code: GoCode): string {
  const text = secretText(secret, "+");
  // Padding may stand there or not.
  const decoding = (encoding: string, encoded: string) => {
    importing(code, "encoding/base64", "strings");
    const unpadded = `strings.TrimRight(${encoded}, "=")`;
    return calling(code, "must", `base64.${encoding}.DecodeString(${unpadded})`);
  };
  switch (secretEncoding) {
    case "utf8":
      return `[]byte(${text})`;
    case "hex":
      importing(code, "encoding/hex");
      return calling(code, "must", `hex.DecodeString(${text})`);
    case "base64":
      return decoding("RawStdEncoding", `strings.TrimPrefix(${text}, "whsec_")`);
    case "base64url":
      return decoding("RawURLEncoding", text);
  }
}

function prefixTerm(prefix: string): string {
  return prefix === "" ? "" : `${goLiteral(prefix)} + `;
}

function secretText(parts: readonly SecretPart[], plus: " + " | "+"): string {
  return goText(parts, ({ variable }) => variable.name, plus);
}
