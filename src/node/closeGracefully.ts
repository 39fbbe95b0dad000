import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const sweepInMilliseconds = 50;

/**
 * Watches a server so that it can be closed. The returned function takes no more requests and
 * resolves when those that had begun are answered, or `patience` milliseconds are over.
 */
export function closeGracefully(server: Server, patience: number): () => Promise<void> {
  const silent = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage) => silent.delete(socket));
  return () =>
    new Promise((resolve) => {
      server.prependListener("request", (_, outgoing: ServerResponse) =>
        outgoing.setHeader("Connection", "close"),
      );
      // Node closes neither what falls idle, nor what is silent or slow, once a server is closing.
      const sweep = setInterval(() => {
        server.closeIdleConnections();
        for (const socket of silent) socket.destroy();
      }, sweepInMilliseconds);
      const end = setTimeout(() => server.closeAllConnections(), patience);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(end);
        resolve();
      });
    });
}
