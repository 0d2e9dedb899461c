// Everything by keyboard: 1 to 9 choose, 0 is "I don't know", Enter chooses and then goes on, Escape pauses.

import { isChoice } from "./choices.ts";

export type Doing = { next: () => void; pause: () => void; screen: () => Element };

export function listenToKeys({ next, pause, screen }: Doing): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") pause();
    else if (event.target instanceof HTMLTextAreaElement || isWritten(event.target)) return;
    else if (/^[0-9]$/.test(event.key)) choose(near(event.target, screen()).querySelector(`input[data-key="${event.key}"]`));
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) enter(event, event.target, next);
    else return;
  });
}

/** A digit is meant for the row in which somebody is, such as that of one goal. */
function near(target: EventTarget | null, screen: Element): Element {
  return (target instanceof Element ? target.closest("[data-row]") : null) ?? screen;
}

/** Whether digits and Enter belong to a box, such as that of a day. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !isChoice(target);
}

/** Enter on an answer chooses it; on the chosen one it goes on. It never sends another answer than the one it is on. */
function enter(event: KeyboardEvent, input: HTMLInputElement, next: () => void): void {
  event.preventDefault();
  if (input.checked) next();
  else choose(input);
}

function choose(input: HTMLInputElement | null): void {
  if (!input) return;
  input.focus();
  input.checked = input.type === "radio" || !input.checked;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
