import { setTimeout as wait } from "node:timers/promises";

/** Whether a process is there and has not ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process has ended. */
export async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await wait(20);
}
