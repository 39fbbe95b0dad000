/** A time as the clock of this machine shows it, such as `2026-11-28 13:54:12`. */
export function localTime(time: number): string {
  const date = new Date(time);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
  return `${day} ${date.toTimeString().slice(0, 8)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
