// The pages around the questions: letter code, start, pause, end, and the tablet between two people.

import { IDLE_MS, neverFromMemory, onIdle } from "../idle.ts";

/** A QR code carries the code behind `#`, which no server sees: put it in the field and out of the address bar. */
function takeCodeFromAddress(): void {
  const field = document.querySelector<HTMLInputElement>("[data-code]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!field || !/^[0-9A-Za-z -]{8,40}$/.test(code)) return;
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
  field.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
}

/** A form is sent once, however often its button is tapped. */
function sendOnce(): void {
  const sent = new WeakSet<EventTarget>();
  addEventListener("submit", (event) => {
    if (!event.target) return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
  });
}

/** Find a name within the page; it never becomes part of an address. */
function searchPeople(): void {
  const box = document.querySelector<HTMLElement>("[data-search]");
  const field = box?.querySelector("input");
  const people = [...document.querySelectorAll<HTMLElement>(".person")];
  if (!box || !field || people.length < 8) return;
  box.hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const person of people) person.hidden = !person.textContent?.toLocaleLowerCase().includes(wanted);
    const none = document.querySelector<HTMLElement>("[data-none]");
    if (none) none.hidden = people.some((person) => !person.hidden);
  });
}

/** On a shared tablet the last page does not stay in the history, and nobody's page stays on the screen. */
function leaveNothing(): void {
  const away = document.querySelector<HTMLAnchorElement>("a[data-away]");
  away?.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(away.href);
  });
  const rest = document.querySelector<HTMLMetaElement>("meta[name=idle]")?.content;
  if (rest) onIdle(IDLE_MS, () => location.replace(rest));
}

neverFromMemory();
takeCodeFromAddress();
addEventListener("hashchange", takeCodeFromAddress);
sendOnce();
searchPeople();
leaveNothing();
