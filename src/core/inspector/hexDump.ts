const bytesInLine = 16;

/** Bytes as the hexadecimal dump that everybody knows: offset, bytes, and the characters of ASCII. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesInLine) {
    const line = bytes.subarray(start, start + bytesInLine);
    const digits = [...line].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const characters = [...line]
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
      .join("");
    lines.push(
      `${start.toString(16).padStart(8, "0")}  ${digits.padEnd(bytesInLine * 3 - 1)}  ${characters}`,
    );
  }
  return lines.join("\n");
}
