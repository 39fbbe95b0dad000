/** The name itself or, when it is taken, with the first number from 2 that makes it free. */
export function firstFree(
  name: string,
  separator: string,
  isFree: (candidate: string) => boolean,
): string {
  let candidate = name;
  for (let number = 2; !isFree(candidate); number += 1) candidate = `${name}${separator}${number}`;
  return candidate;
}
