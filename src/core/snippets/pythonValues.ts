import { isAsymmetric } from "../conditions/keys.ts";
import { type PythonCode, partExpression, prefixTerm, secretText } from "./pythonCode.ts";
import { encoded, prefixedFString, pythonText } from "./pythonText.ts";
import {
  type BasestringPart,
  type HmacSource,
  type JwtSource,
  jwtLifetime,
  type Value,
} from "./recipe.ts";

/** Computes a value into a variable of its name. */
export function writePythonValue({ name, source }: Value, code: PythonCode): void {
  const { imports, lines } = code;
  switch (source.from) {
    case "clock":
      imports.add("time");
      lines.push(`${name} = str(int(time.time()${source.unit === "seconds" ? "" : " * 1000"}))`);
      return;
    case "random":
      imports.add("uuid");
      lines.push(`${name} = str(uuid.uuid4())`);
      return;
    case "secret":
      lines.push(`${name} = ${secretText(source.secret, source.prefix)}`);
      return;
    case "hmac":
      writeHmac(name, source, code);
      return;
    case "jwt":
      if (code.alwaysPyJwt || isAsymmetric(source.algorithm)) writePyJwt(name, source, code);
      else writeJwt(name, source, code);
  }
}

function writeHmac(name: string, source: HmacSource, code: PythonCode): void {
  const { imports, lines } = code;
  imports.add("hmac");
  const call = [
    "hmac.new(",
    `    key=${keyBytes(source, code)},`,
    `    msg=${basestringBytes(source.basestring, code)},`,
    `    digestmod="${source.algorithm}",`,
    ")",
  ].join("\n");
  const prefix = prefixTerm(source.prefix);
  switch (source.digestEncoding) {
    case "hex":
      lines.push(`${name} = ${prefix}${call}.hexdigest()`);
      return;
    case "base64":
      imports.add("base64");
      lines.push(`digest = ${call}.digest()`);
      lines.push(`${name} = ${prefix}base64.b64encode(digest).decode()`);
      return;
    case "base64url":
      lines.push(`digest = ${call}.digest()`);
      lines.push(`${name} = ${prefix}${base64url(code)}(digest)`);
  }
}

function basestringBytes(parts: readonly BasestringPart[], code: PythonCode): string {
  const bytesOf = (some: readonly BasestringPart[]) =>
    encoded(
      pythonText(some, (part) => partExpression(part, code)),
      some.length,
    );
  if (code.body.kind === "text") return bytesOf(parts);
  // The body is bytes already, so that the texts around it are encoded by themselves.
  const terms: string[] = [];
  let texts: BasestringPart[] = [];
  const encodeTexts = () => {
    if (texts.length > 0) terms.push(bytesOf(texts));
    texts = [];
  };
  for (const part of parts) {
    if (part.part !== "body") {
      texts.push(part);
      continue;
    }
    encodeTexts();
    terms.push("body");
  }
  encodeTexts();
  return terms.join(" + ") || 'b""';
}

function writeJwt(name: string, source: JwtSource, code: PythonCode): void {
  const { imports, lines } = code;
  for (const module of ["hmac", "json", "time"]) imports.add(module);
  const encode = base64url(code);
  const key = keyBytes(source, code);
  lines.push(
    "now = int(time.time())",
    `header = ${encode}(json.dumps({"alg": "${source.algorithm}", "typ": "JWT"}).encode())`,
    `claims = ${encode}(json.dumps({"iat": now, "exp": now + ${jwtLifetime}}).encode())`,
    `digest = hmac.digest(${key}, f"{header}.{claims}".encode(), "sha${source.algorithm.slice(2)}")`,
    `${name} = ${prefixedFString(source.prefix, `{header}.{claims}.{${encode}(digest)}`)}`,
  );
}

function writePyJwt(name: string, source: JwtSource, code: PythonCode): void {
  code.imports.add("jwt").add("time");
  const { algorithm, secret, prefix } = source;
  const key = isAsymmetric(algorithm) ? secretText(secret) : keyBytes(source, code);
  code.lines.push(
    "now = int(time.time())",
    `${name} = ${prefixTerm(prefix)}jwt.encode(`,
    `    {"iat": now, "exp": now + ${jwtLifetime}},`,
    `    key=${key},`,
    `    algorithm="${algorithm}",`,
    ")",
  );
}

function keyBytes({ secret, secretEncoding }: HmacSource | JwtSource, code: PythonCode): string {
  const text = secretText(secret);
  const isSum = secret.length > 1 && !text.startsWith("f");
  const term = isSum ? `(${text})` : text;
  switch (secretEncoding) {
    case "utf8":
      return `${term}.encode()`;
    case "hex":
      return `bytes.fromhex(${text})`;
    // Python insists on padding, and does not mind too much of it.
    case "base64":
      code.imports.add("base64");
      return `base64.b64decode(${term}.removeprefix("whsec_") + "==")`;
    case "base64url":
      code.imports.add("base64");
      return `base64.urlsafe_b64decode(${text} + "==")`;
  }
}

function base64url({ imports, functions }: PythonCode): string {
  imports.add("base64");
  functions.add(
    'def base64url(data):\n    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()',
  );
  return "base64url";
}
