import { once } from "node:events";
import { createServer } from "node:net";

const tries = 20;

/** The first port after this one that nobody listens on; 0, for any, when none of the next is free. */
export async function freePortAfter(port: number): Promise<number> {
  for (let other = port + 1; other <= Math.min(port + tries, 65_535); other += 1) {
    if (await isFree(other)) return other;
  }
  return 0;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    const listening = once(server, "listening");
    server.listen(port, "127.0.0.1");
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
