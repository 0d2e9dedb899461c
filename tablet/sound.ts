// Answering by ear: an answer is read when it is reached by a key or tapped once, and chosen by a second tap, by Space or
// Enter, or by the button "This one".

import { makeStops } from "./choices.ts";

export type Ear = {
  /** Read these elements aloud, instead of what is being read. */
  read: (elements: Element[]) => void;
  /** Go on without an answer: a kind word and nothing else. */
  nudge: () => void;
};

/** The row of answers of a screen that are heard before they are chosen; nothing on other screens. */
export function stopsOf(screen: ParentNode): HTMLElement | null {
  return screen.querySelector<HTMLElement>("[data-stops]");
}

/** The sentences on how to work with sound, for the first screen on which they are true. */
export function howTo(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-how]");
}

/** Make the answers of a question stops that are heard; nothing where they are not. */
export function listenBySound(fieldset: HTMLFieldSetElement, ear: Ear): void {
  const stops = stopsOf(fieldset);
  if (!stops) return;
  makeStops(fieldset);
  stops.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLInputElement) reach(target, ear);
  });
  // A tap on a label: the first only hears it. A screen reader or a key clicks the input itself, which chooses at once.
  stops.addEventListener("click", (event) => {
    const stop = event.target instanceof HTMLInputElement ? null : (event.target as Element).closest<HTMLElement>(".stop");
    if (!stop || stop.classList.contains("current")) return;
    event.preventDefault();
    stop.querySelector("input")?.focus();
  });
  stops.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) say(fieldset, target, ear);
  });
}

/** Choose the answer that was heard last. */
export function chooseThis(screen: HTMLElement, ear: Ear): void {
  const input = screen.querySelector<HTMLInputElement>(".stop.current input");
  if (!input) return ear.nudge();
  input.checked = input.type === "radio" || !input.checked;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Read an answer, and before it what it is about when that is another goal than before. */
function reach(input: HTMLInputElement, ear: Ear): void {
  const stop = input.closest(".stop");
  const before = input.closest("fieldset")?.querySelector(".stop.current");
  const row = stop?.closest("[data-row]");
  const about = row && row !== before?.closest("[data-row]") ? row.querySelector(".word") : null;
  before?.classList.remove("current");
  stop?.classList.add("current");
  ear.read([...(about ? [about] : []), ...(stop?.querySelectorAll(".word") ?? [])]);
}

/** Say what was chosen, or taken back, aloud and to a screen reader. */
function say(fieldset: HTMLFieldSetElement, input: HTMLInputElement, ear: Ear): void {
  const line = fieldset.querySelector<HTMLElement>("[data-choice]");
  if (!line) return;
  const words = input.checked ? line.dataset["choice"] : line.dataset["back"];
  line.textContent = (words ?? "").replace("{answer}", input.closest("label")?.textContent?.trim() ?? "");
  ear.read([line]);
}
