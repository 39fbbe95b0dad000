import { isAsymmetric } from "../conditions/keys.ts";
import type { JwtAlgorithm } from "../trigger/trigger.ts";
import { javascriptLiteral, javascriptText, prefixedTemplate } from "./javascriptText.ts";
import {
  aliasOf,
  type BasestringPart,
  type HmacSource,
  type JwtSource,
  jwtLifetime,
  type RecipeBody,
  type SecretPart,
  type Value,
} from "./recipe.ts";

/** JavaScript code in the making: its lines, and what they import from `node:crypto`. */
export interface JavascriptCode {
  readonly imports: Set<string>;
  readonly lines: string[];
  readonly body: RecipeBody;
}

/** Computes a value into a constant of its name. */
export function writeJavascriptValue({ name, source }: Value, code: JavascriptCode): void {
  const { imports, lines } = code;
  switch (source.from) {
    case "clock": {
      const time = source.unit === "seconds" ? "Math.floor(Date.now() / 1000)" : "Date.now()";
      lines.push(`const ${name} = String(${time});`);
      return;
    }
    case "random":
      imports.add("randomUUID");
      lines.push(`const ${name} = randomUUID();`);
      return;
    case "secret": {
      const prefix = source.prefix === "" ? [] : [{ part: "text", text: source.prefix } as const];
      lines.push(`const ${name} = ${secretText([...prefix, ...source.secret])};`);
      return;
    }
    case "hmac":
      writeHmac(name, source, code);
      return;
    case "jwt":
      writeJwt(name, source, code);
  }
}

/** The expression of a piece of a text. */
export function partExpression(part: Exclude<BasestringPart, { part: "text" }>): string {
  if (part.part === "body") return "body";
  const name = javascriptName(part.value);
  switch (part.as) {
    case "itself":
      return name;
    case "json":
      return `JSON.stringify(${name})`;
    case "form":
      return `encodeURIComponent(${name})`;
  }
}

/** The constant that holds a value. */
export function javascriptName(value: Value): string {
  return aliasOf(value)?.name ?? value.name;
}

function writeHmac(name: string, source: HmacSource, code: JavascriptCode): void {
  code.imports.add("createHmac");
  const { prefix, algorithm, basestring, digestEncoding } = source;
  // A template would turn a body of bytes into text, so that each piece is hashed by itself.
  const updates =
    code.body.kind === "text"
      ? [javascriptText(basestring, partExpression)]
      : basestring.map((part) => javascriptText([part], partExpression));
  const label = prefix === "" ? "" : `${javascriptLiteral(prefix)} + `;
  code.lines.push(
    `const ${name} = ${label}createHmac("${algorithm}", ${keyExpression(source)})`,
    ...updates.map((update) => `  .update(${update})`),
    `  .digest("${digestEncoding}");`,
  );
}

function writeJwt(name: string, source: JwtSource, { imports, lines }: JavascriptCode): void {
  const { algorithm, prefix, secret } = source;
  const number = name.replace(/^\D+/, "");
  const now = `now${number}`;
  const unsigned = `unsigned${number}`;
  const signature = `${name}Signature`;
  const encode = (json: string) => `Buffer.from(JSON.stringify(${json})).toString("base64url")`;
  lines.push(
    `const ${now} = Math.floor(Date.now() / 1000);`,
    `const ${unsigned} = [`,
    `  ${encode(`{ alg: "${algorithm}", typ: "JWT" }`)},`,
    `  ${encode(`{ iat: ${now}, exp: ${now} + ${jwtLifetime} }`)},`,
    `].join(".");`,
  );
  const hash = algorithm === "EdDSA" ? "null" : `"sha${algorithm.slice(2)}"`;
  if (isAsymmetric(algorithm)) {
    const options = signOptions(algorithm, secretText(secret));
    imports.add("sign");
    if (options.includes("constants.")) imports.add("constants");
    lines.push(
      `const ${signature} = sign(${hash}, Buffer.from(${unsigned}), ${options}).toString("base64url");`,
    );
  } else {
    imports.add("createHmac");
    const hmac = `createHmac(${hash}, ${keyExpression(source)})`;
    lines.push(`const ${signature} = ${hmac}.update(${unsigned}).digest("base64url");`);
  }
  lines.push(`const ${name} = ${prefixedTemplate(prefix, `\${${unsigned}}.\${${signature}}`)};`);
}

function signOptions(algorithm: JwtAlgorithm, key: string): string {
  if (algorithm.startsWith("PS")) {
    const salt = "saltLength: constants.RSA_PSS_SALTLEN_DIGEST";
    return `{ key: ${key}, padding: constants.RSA_PKCS1_PSS_PADDING, ${salt} }`;
  }
  return algorithm.startsWith("ES") ? `{ key: ${key}, dsaEncoding: "ieee-p1363" }` : key;
}

function keyExpression({ secret, secretEncoding }: HmacSource | JwtSource): string {
  const text = secretText(secret);
  switch (secretEncoding) {
    case "utf8":
      return text;
    case "base64":
      return `Buffer.from(${text}.replace(/^whsec_/, ""), "base64")`;
    case "hex":
    case "base64url":
      return `Buffer.from(${text}, "${secretEncoding}")`;
  }
}

function secretText(parts: readonly SecretPart[]): string {
  return javascriptText(parts, ({ variable }) => variable.name);
}
