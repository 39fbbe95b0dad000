/** A time as the person's own calendar and clock write it. */
export function timeText(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** A number of bytes in the unit that reads best. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** How a capture was made from another one. */
export function howText(how: string): string {
  switch (how) {
    case "as-received":
      return "Replayed as received";
    case "signed-anew":
      return "Signed anew";
    case "edited":
      return "Edited and replayed";
    default:
      return how;
  }
}
