import { isAsymmetric } from "../conditions/keys.ts";
import type { HmacAlgorithm } from "../trigger/trigger.ts";
import {
  base64Url,
  bytesOfBase64,
  type PowershellCode,
  pieceOf,
  secretText,
  utf8Bytes,
} from "./powershellCode.ts";
import { powershellLiteral, powershellText } from "./powershellText.ts";
import {
  type BasestringPart,
  type HmacSource,
  type JwtSource,
  jwtLifetime,
  type Value,
} from "./recipe.ts";

/** Computes a value into a variable of its name. */
export function writePowershellValue({ name, source }: Value, code: PowershellCode): void {
  const { lines } = code;
  switch (source.from) {
    case "clock": {
      const unit = source.unit === "seconds" ? "Seconds" : "Milliseconds";
      lines.push(`$${name} = [DateTimeOffset]::UtcNow.ToUnixTime${unit}().ToString()`);
      return;
    }
    case "random":
      lines.push(`$${name} = [guid]::NewGuid().ToString()`);
      return;
    case "secret":
      lines.push(`$${name} = ${secretText(source.secret, source.prefix)}`);
      return;
    case "hmac": {
      const message = basestringBytes(source.basestring, code);
      writeDigest(source.algorithm, source, message, code);
      lines.push(`$${name} = ${prefixTerm(source.prefix)}${digestText(source, code)}`);
      return;
    }
    case "jwt":
      writeJwt(name, source, code);
  }
}

/** Computes an HMAC into `$digest`. */
function writeDigest(
  algorithm: HmacAlgorithm,
  source: HmacSource | JwtSource,
  message: string,
  code: PowershellCode,
): void {
  const type = `[Security.Cryptography.HMAC${algorithm.toUpperCase()}]`;
  const key = keyBytes(source, code);
  code.lines.push(`$hmac = ${type}::new(${key})`, `$digest = $hmac.ComputeHash(${message})`);
}

function basestringBytes(parts: readonly BasestringPart[], { body }: PowershellCode): string {
  const bytesOf = (some: readonly BasestringPart[]) => utf8Bytes(powershellText(some.map(pieceOf)));
  if (body.kind === "text") return bytesOf(parts);
  // The body is bytes already, so that the texts around it are encoded by themselves.
  const terms = parts.map((part) => (part.part === "body" ? "$body" : bytesOf([part])));
  const [only = "[byte[]]@()", ...others] = terms;
  return others.length === 0 ? only : `[byte[]](${terms.join(" + ")})`;
}

function digestText({ digestEncoding }: HmacSource, code: PowershellCode): string {
  switch (digestEncoding) {
    case "hex":
      return "[BitConverter]::ToString($digest).Replace('-', '').ToLowerInvariant()";
    case "base64":
      return "[Convert]::ToBase64String($digest)";
    case "base64url":
      return base64Url("$digest", code);
  }
}

function writeJwt(name: string, source: JwtSource, code: PowershellCode): void {
  const { algorithm, prefix, secret } = source;
  const head = base64Url(utf8Bytes(`'{"alg":"${algorithm}","typ":"JWT"}'`), code);
  code.lines.push(
    "$now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()",
    `$claims = @{ iat = $now; exp = $now + ${jwtLifetime} } | ConvertTo-Json -Compress`,
    `$unsigned = ${head} + '.' + ${base64Url(utf8Bytes("$claims"), code)}`,
  );
  if (isAsymmetric(algorithm)) {
    const type = algorithm.startsWith("ES") ? "ECDsa" : "RSA";
    const padding = algorithm.startsWith("PS") ? "Pss" : "Pkcs1";
    const options = [
      `[Security.Cryptography.HashAlgorithmName]::SHA${algorithm.slice(2)}`,
      ...(type === "RSA" ? [`[Security.Cryptography.RSASignaturePadding]::${padding}`] : []),
    ];
    code.lines.push(
      `$key = [Security.Cryptography.${type}]::Create()`,
      `$key.ImportFromPem(${secretText(secret)})`,
      `$digest = $key.SignData(${[utf8Bytes("$unsigned"), ...options].join(", ")})`,
    );
  } else {
    const hash = `sha${algorithm.slice(2)}` as HmacAlgorithm;
    writeDigest(hash, source, utf8Bytes("$unsigned"), code);
  }
  const signature = base64Url("$digest", code);
  code.lines.push(`$${name} = ${prefixTerm(prefix)}$unsigned + '.' + ${signature}`);
}

function keyBytes(
  { secret, secretEncoding }: HmacSource | JwtSource,
  code: PowershellCode,
): string {
  const text = secretText(secret);
  const term = secret.length > 1 ? `(${text})` : text;
  switch (secretEncoding) {
    case "utf8":
      return utf8Bytes(text);
    case "hex":
      code.lines.push(`$key = [byte[]] -split (${term} -replace '..', '0x$& ')`);
      return "$key";
    case "base64":
      code.lines.push(`$key = ${bytesOfBase64(`${term} -creplace '^whsec_', ''`, code)}`);
      return "$key";
    case "base64url":
      code.lines.push(`$key = ${bytesOfBase64(text, code)}`);
      return "$key";
  }
}

function prefixTerm(prefix: string): string {
  return prefix === "" ? "" : `${powershellLiteral(prefix)} + `;
}
