import type { IncomingMessage } from "node:http";

/**
 * The bytes of a request's body, or undefined when they are more than `limit`; what comes after the
 * limit is read and dropped, so that the sender can finish and see the answer.
 */
export function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        free(chunk);
      }
    });
    incoming.on("end", () => {
      const [only] = chunks;
      if (size > limit) resolve(undefined);
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    incoming.on("error", reject);
  });
}

/** Gives the memory back at once; garbage collection lets tens of megabytes pass before it runs. */
function free({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
