import { once } from "node:events";
import { createServer } from "node:net";

const lowest = 10_000;
/** Above these are the ports that the system gives to outgoing connections, also to one of just then. */
const highest = 32_000;

/** A port of this machine that nobody listens on, and that stays free between a stop and a start. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
