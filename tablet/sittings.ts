// In which part of the form a question stands: a rest is offered between two parts.

/** Nobody is asked more than this without a rest; a part grows by the few that would be left over. */
const LONG = 10;
const LEFT_OVER = 2;

/** The part of each of these questions, counted from 1. A question goes with the latest sitting that has begun. */
export function partsOf(sittings: number[]): number[] {
  const begun: number[] = [];
  for (const sitting of sittings) begun.push(Math.max(sitting, begun.at(-1) ?? 1));
  const parts: number[] = [];
  let size = 0;
  for (const [place, sitting] of begun.entries()) {
    const left = begun.lastIndexOf(sitting) - place + 1;
    const starts = sitting !== begun[place - 1] || (size >= LONG && left > LEFT_OVER);
    size = starts ? 1 : size + 1;
    parts.push((parts.at(-1) ?? 0) + Number(starts));
  }
  return parts;
}
