const secondsPer = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * The time in milliseconds that a text names: UNIX seconds (`1700000000`), an ISO time, or an offset
 * from now such as `-10m`; undefined when it names none.
 */
export function timeIn(text: string, now: number): number | undefined {
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  const [, amount, unit] = /^([+-]\d{1,9})([smhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) {
    return now + Number(amount) * secondsPer[unit as keyof typeof secondsPer] * 1000;
  }
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text)) {
    return undefined;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
