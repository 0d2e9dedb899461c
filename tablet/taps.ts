// Trembling hands tap twice, and a tap meant for the last screen lands on the next: neither may count.

const SECOND_TAP_MS = 400;
const NEW_SCREEN_MS = 300;

/** Judges taps by their moments, in milliseconds of any steady clock. */
export class Taps {
  private last = -Infinity;
  private shownAt = -Infinity;

  /** Remember that another screen came. */
  screenCame(at: number): void {
    this.shownAt = at;
  }

  /** Whether a tap at this moment counts. A tap that does not count is not remembered. */
  counts(at: number): boolean {
    if (at - this.last < SECOND_TAP_MS || at - this.shownAt < NEW_SCREEN_MS) return false;
    this.last = at;
    return true;
  }
}
