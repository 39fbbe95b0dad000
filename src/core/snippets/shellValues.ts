import { isAsymmetric } from "../conditions/keys.ts";
import {
  aliasOf,
  type BasestringPart,
  type HmacSource,
  type JwtSource,
  jwtLifetime,
  type Value,
} from "./recipe.ts";
import {
  expansion,
  functionNamed,
  localName,
  piecesOf,
  type ShellCode,
  secretPieces,
  text,
} from "./shellCode.ts";
import { type ShellPiece, shellWord } from "./shellText.ts";

/** Computes a value into a shell variable of its name. */
export function writeShellValue(value: Value, code: ShellCode): void {
  const { name, source } = value;
  const { lines } = code;
  if (aliasOf(value) !== undefined) return;
  switch (source.from) {
    case "clock":
      // POSIX knows no milliseconds.
      lines.push(`${name}=$(date +%s)${source.unit === "seconds" ? "" : "000"}`);
      return;
    case "random":
      lines.push(`${name}=$(openssl rand -hex 16)`);
      return;
    case "secret":
      lines.push(`${name}=${shellWord([text(source.prefix), ...secretPieces(source.secret)])}`);
      return;
    case "hmac":
      writeHmac(name, source, code);
      return;
    case "jwt":
      writeJwt(name, source, code);
  }
}

function writeHmac(name: string, source: HmacSource, code: ShellCode): void {
  const key = keyOption(name, source, code);
  const command = [
    `${basestringCommand(source.basestring, code)} |`,
    `  openssl dgst -${source.algorithm} ${key} ${encodingCommand(source.digestEncoding, code)}`,
  ].join("\n");
  const value =
    source.prefix === ""
      ? `$(${command})`
      : shellWord([text(source.prefix), expansion(`$(${command})`)]);
  code.lines.push(`${name}=${value}`);
}

function encodingCommand(encoding: HmacSource["digestEncoding"], code: ShellCode): string {
  switch (encoding) {
    case "hex":
      return "-r | cut -d ' ' -f 1";
    case "base64":
      return "-binary | openssl base64 -A";
    case "base64url":
      return `-binary | ${functionNamed("base64url", code)}`;
  }
}

/** Prints the basestring; a body of bytes fits into no word and is printed by itself. */
function basestringCommand(parts: readonly BasestringPart[], code: ShellCode): string {
  const commands: string[] = [];
  let pieces: ShellPiece[] = [];
  const print = () => {
    if (pieces.length > 0) commands.push(`printf %s ${shellWord(pieces)}`);
    pieces = [];
  };
  for (const part of parts) {
    if (part.part !== "body" || code.body.kind === "text") {
      pieces.push(...piecesOf(part, code));
      continue;
    }
    print();
    commands.push("body");
  }
  print();
  return commands.length > 1 ? `{ ${commands.join("; ")}; }` : (commands[0] ?? "printf ''");
}

function writeJwt(name: string, source: JwtSource, code: ShellCode): void {
  const { lines } = code;
  const { algorithm, prefix, secret } = source;
  const base64url = functionNamed("base64url", code);
  const now = localName("now", code);
  const unsigned = localName("unsigned", code);
  const bits = algorithm.slice(2);
  lines.push(
    `${now}=$(date +%s)`,
    `${unsigned}=$(printf %s '{"alg":"${algorithm}","typ":"JWT"}' | ${base64url})`,
    `${unsigned}=$${unsigned}.$(printf '{"iat":%d,"exp":%d}' "$${now}" "$((${now} + ${jwtLifetime}))" | ${base64url})`,
  );
  const print = `$(printf %s "$${unsigned}" |\n  openssl dgst -sha${bits}`;
  const word = (signature: string) =>
    shellWord([text(prefix), expansion(`$${unsigned}.${signature}`)]);
  if (!isAsymmetric(algorithm)) {
    const key = keyOption(name, source, code);
    lines.push(`${name}=${word(`${print} ${key} -binary | ${base64url})`)}`);
    return;
  }
  const padding = algorithm.startsWith("PS")
    ? " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1"
    : "";
  const [pem] = secretPieces(secret);
  const signature = localName("jwt_signature", code);
  lines.push(
    `${signature}=${print} -sign /dev/fd/3${padding} -binary 3<<END | ${base64url}`,
    pem?.piece === "expansion" ? pem.code : "",
    "END",
    ")",
    `${name}=${word(`$${signature}`)}`,
  );
}

/** The option that gives openssl the key; one that is not text has to be told in hex digits. */
function keyOption(name: string, source: HmacSource | JwtSource, code: ShellCode): string {
  const pieces = secretPieces(source.secret);
  switch (source.secretEncoding) {
    case "utf8":
      return `-hmac ${shellWord(pieces)}`;
    case "hex":
      return `-mac HMAC -macopt ${shellWord([text("hexkey:"), ...pieces])}`;
    case "base64":
    case "base64url":
      break;
  }
  const key = localName(`key${name.replace(/^\D+/, "")}`, code);
  const read = source.secretEncoding === "base64" ? `\${${key}#whsec_}` : `$${key}`;
  const translated = source.secretEncoding === "base64" ? "" : " | tr '_-' '/+'";
  // openssl reads nothing that lacks its padding.
  code.lines.push(
    `${key}=${shellWord(pieces)}`,
    `${key}=$(printf %s "${read}" | tr -d '='${translated})`,
    `while [ $((\${#${key}} % 4)) -ne 0 ]; do ${key}="$${key}="; done`,
    `${key}=$(printf %s "$${key}" | openssl base64 -d -A | ${functionNamed("hex", code)})`,
  );
  return `-mac HMAC -macopt "hexkey:$${key}"`;
}
