const hostName = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])$/;

/** Whether the host of a request is the name or address of one, in lower case, and not just any text. */
export function isHostName(host: string): boolean {
  return hostName.test(host);
}
