import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { printable } from "../core/engine/printable.ts";
import type { WebhookRequest } from "../core/request/request.ts";
import { UserError } from "./userError.ts";

/**
 * A connection that sends these bytes and nothing of what an HTTP client writes to it, which would
 * add header lines of its own; the client only reads the answer.
 */
export class ExactConnection extends Duplex {
  readonly #socket: Socket;

  constructor(socket: Socket, bytes: Uint8Array) {
    super();
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.push(null));
    socket.write(bytes);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

/**
 * The bytes of a request with a target: its own header lines in their order and case, and its body. A
 * `UserError` when its head would be read as another one, or as two.
 */
export function wireBytes({ method, headers, body }: WebhookRequest, target: string): Buffer {
  if (!isToken(method)) throw unsendable(`The method “${method}”`);
  if (!/^[!-~\x80-\xff]+$/.test(target)) throw unsendable("The target of the request");
  const broken = headers.find(([name, value]) => !isToken(name) || !isOneLine(value));
  if (broken !== undefined) throw unsendable(`The header “${broken[0]}”`);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`;
  const isChunked = headers.some(
    ([name, value]) => name.toLowerCase() === "transfer-encoding" && /chunked\s*$/i.test(value),
  );
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(head, "latin1"), isChunked ? chunked(bytes) : bytes]);
}

function isToken(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Anything beyond a byte would be cut to one, which may be a line break. */
function isOneLine(value: string): boolean {
  return !/[\0\r\n]|[^\0-\xff]/.test(value);
}

function unsendable(part: string): UserError {
  return new UserError(
    `${printable(part)} cannot be sent: it has a character that may not stand there.`,
    "Take line breaks, blanks and control characters out of it.",
  );
}

function chunked(body: Buffer): Buffer {
  const chunk = [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")];
  return Buffer.concat([...(body.length > 0 ? chunk : []), Buffer.from("0\r\n\r\n")]);
}
