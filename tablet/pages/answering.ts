// One question at a time: the page of the questions with its script.

import { call } from "../calls.ts";
import { hush, listenToCapture } from "../capture.ts";
import { excludeEachOther, makeStops, sendPlainly } from "../choices.ts";
import { Drafts } from "../drafts.ts";
import { IDLE_MS, neverFromMemory, onIdle } from "../idle.ts";
import { listenToKeys } from "../keys.ts";
import { MediaCalls } from "../media.ts";
import { fillOverview } from "../overview.ts";
import { Page, isAnswered, keyOf, part, type Screen } from "../page.ts";
import { offerPrompts } from "../prompts.ts";
import { send } from "../sending.ts";
import { chooseThis, howTo, listenBySound, stopsOf, type Ear } from "../sound.ts";
import { Speech } from "../speech.ts";
import { Taps } from "../taps.ts";

const page = new Page();
const taps = new Taps();
const speech = new Speech(document.documentElement.lang);
const drafts = new Drafts((revision, answers) => call("PUT", page.said("draft"), { revision, answers }, page.token), Number(page.said("revision")));
const media = new MediaCalls(page.said("media"), () => page.token);
const back = part<HTMLButtonElement>("[data-back]");
const next = part<HTMLButtonElement>("[data-next]");
const sendAll = part<HTMLButtonElement>("[data-send-all]");
const thisOne = part<HTMLButtonElement>("[data-this]");
const ear: Ear = { read: (elements) => void speech.read(elements), nudge };
let now: Screen = page.overview;
let afterRest: Screen = page.overview;
let changing = false;
let over = "";
let leaving = false;

/** Show one screen and nothing else; the reader of a screen reader lands on its question. */
function show(screen: Screen): void {
  speech.stop();
  hush();
  now.classList.remove("now");
  now = screen;
  now.classList.add("now");
  const screens = page.screens();
  const atEnd = screen === page.overview;
  page.overview.hidden = !atEnd;
  back.hidden = screens.indexOf(screen) === 0;
  next.hidden = atEnd;
  sendAll.hidden = !atEnd;
  thisOne.hidden = !stopsOf(screen);
  if (atEnd) fillOverview(page, change);
  progress();
  taps.screenCame(performance.now());
  scrollTo(0, 0);
  part<HTMLElement>("h2", screen).focus({ preventScroll: true });
  if (page.said("readAloud") === "yes") readAloud();
}

function progress(): void {
  const box = part<HTMLElement>(".progress");
  const present = page.parts().find((part) => part.includes(now)) ?? [];
  const steps = present.length;
  const place = present.indexOf(now);
  box.hidden = now === page.overview;
  const words = (box.dataset["progress"] ?? "").replace("{n}", String(place + 1)).replace("{total}", String(steps));
  part("p", box).textContent = words;
  const marks = Array.from({ length: steps }, (_, step) => {
    const mark = document.createElement("li");
    if (step < place) mark.className = "done";
    if (step === place) mark.className = "here";
    return mark;
  });
  part("ol", box).replaceChildren(...marks);
}

function change(screen: Screen): void {
  changing = true;
  show(screen);
}

/** Go on: with an answer to the next screen, without one with a kind word and nothing lost. */
function goOn(): void {
  if (over || now === page.overview) return;
  if (!isAnswered(now)) return nudge();
  void save();
  const screens = page.screens();
  const following = screens[screens.indexOf(now) + 1] ?? page.overview;
  // After a change at the end one goes back to the overview, unless the change brought a question that has no answer.
  const target = changing ? (screens.find((screen) => !isAnswered(screen)) ?? page.overview) : following;
  if (target === page.overview) changing = false;
  const parts = page.parts();
  const done = parts.findIndex((part) => part.includes(now));
  if (!changing && parts[done + 1]?.[0] === target) offerRest(target, done + 1);
  else show(target);
}

/** Between two parts: say that part number `done` is done, and let somebody go on or come back another time. */
function offerRest(following: Screen, done: number): void {
  afterRest = following;
  const title = part<HTMLElement>("[data-rest]");
  title.textContent = (title.dataset["rest"] ?? "").replace("{n}", String(done));
  lay("rest");
}

function goOnAfterRest(): void {
  lay("");
  show(afterRest);
}

function goBack(): void {
  const screens = page.screens();
  const before = screens[screens.indexOf(now) - 1];
  if (changing) {
    changing = false;
    show(page.overview);
  } else if (before) show(before);
}

function nudge(): void {
  const line = part<HTMLElement>(".nudge", now);
  line.textContent = "";
  // Emptied first, so that a screen reader says it again the second time.
  requestAnimationFrame(() => {
    line.textContent = (line.dataset["nudge"] ?? "").trim();
    line.scrollIntoView({ block: "nearest" });
    if (stopsOf(now)) ear.read([line]);
  });
}

async function save(): Promise<void> {
  const kept = await drafts.save(page.answers());
  if (kept === "newer") leaveFor(location.href);
  if (kept === "gone") leaveFor(page.said("away"));
}

function leaveFor(address: string): void {
  leaving = true;
  location.replace(address);
}

/** Lay a state over the questions (or nothing); what lies under it is neither seen nor reached. */
function lay(name: string): void {
  over = name;
  speech.stop();
  hush();
  for (const section of document.querySelectorAll<HTMLElement>("[data-over]")) section.hidden = section.dataset["over"] !== name;
  document.documentElement.classList.toggle("covered", name !== "");
  taps.screenCame(performance.now());
  if (name) part<HTMLElement>(`[data-over="${name}"] h2`).focus();
  else part<HTMLElement>("h2", now).focus({ preventScroll: true });
}

async function pause(): Promise<void> {
  if (over) return;
  lay("paused");
  const line = part<HTMLElement>("[data-kept]");
  line.textContent = line.dataset["keeping"] ?? "";
  await save();
  line.textContent = line.dataset["kept"] ?? "";
}

async function sendEverything(): Promise<void> {
  const missing = page.screens().find((screen) => !isAnswered(screen));
  if (missing) {
    change(missing);
    return nudge();
  }
  lay("sending");
  const waiting = part<HTMLElement>("[data-waiting]");
  const sent = await send(page, () => {
    waiting.textContent = waiting.dataset["waiting"] ?? "";
  });
  if (sent.kind === "stored") return leaveFor(page.said("done"));
  if (sent.kind === "gone") return leaveFor(page.said("away"));
  leaving = sent.kind === "kept";
  lay(sent.kind === "kept" ? "kept" : "");
  if (sent.kind === "wrong") backTo(sent.question);
}

/** Back to the question that the server refuses; what is wrong elsewhere the plain form's own way sorts out. */
function backTo(question: string): void {
  const refused = page.shown().find((fieldset) => keyOf(fieldset) === question);
  if (!refused) return sendPlainly(page.form);
  change(refused);
  nudge();
}

function readAloud(): void {
  const button = now.querySelector<HTMLElement>("[data-say] span");
  const texts = [...now.querySelectorAll(".subject, h2, .hint:not([hidden]), .ends, .answer .word, .said-question, .said-answer")];
  if (button) button.textContent = button.dataset["stopWord"] ?? "";
  void speech.read(texts).then(() => {
    if (button) button.textContent = button.dataset["sayWord"] ?? "";
  });
}

/** Nobody is there: a tablet asks who it is before it shows anything again, a phone hides the page. */
async function nobodyThere(): Promise<void> {
  if (over === "sending" || over === "cover") return;
  if (page.said("tablet") === "no") return lay("cover");
  lay("cover");
  await save();
  leaveFor(page.said("away"));
}

function listen(): void {
  // In the capturing phase, so that a tap that does not count reaches nothing, not even a radio button's own choice.
  addEventListener("click", (event) => {
    if (event.detail > 0 && isControl(event.target) && !taps.counts(performance.now())) stopTap(event);
  }, { capture: true });
  next.addEventListener("click", goOn);
  back.addEventListener("click", goBack);
  thisOne.addEventListener("click", () => chooseThis(now, ear));
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if ((event.submitter as HTMLElement | null)?.hasAttribute("data-pause")) void pause();
    else if (now === page.overview) void sendEverything();
    else goOn();
  });
  page.form.addEventListener("change", () => { part(".nudge", now).textContent = ""; });
  part("[data-resume]").addEventListener("click", () => lay(""));
  part("[data-after-rest]").addEventListener("click", goOnAfterRest);
  part("[data-uncover]").addEventListener("click", () => lay(""));
  for (const button of document.querySelectorAll("[data-say]")) {
    button.addEventListener("click", () => (speech.speaking ? speech.stop() : readAloud()));
  }
  addEventListener("beforeunload", (event) => {
    if (drafts.waiting && !leaving) event.preventDefault();
  });
  listenToKeys({ next: goOn, pause: () => void pause(), screen: () => now });
}

/** A label's tap also clicks its input, with the same moment: only the first of the two is judged. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && !(target instanceof HTMLInputElement) && target.closest("label, button, a, summary") !== null;
}

function stopTap(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function begin(): void {
  document.documentElement.classList.add("steps");
  for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>("fieldset.question")) {
    excludeEachOther(fieldset);
    offerPrompts(fieldset, (prompt) => void speech.read([prompt]));
    if (page.said("switch") === "yes") makeStops(fieldset);
    listenBySound(fieldset, ear);
    listenToCapture(fieldset, media);
  }
  howTo()?.removeAttribute("hidden");
  speech.whenAvailable(() => {
    for (const button of document.querySelectorAll<HTMLElement>("[data-say]")) button.hidden = false;
  });
  neverFromMemory();
  listen();
  onIdle(IDLE_MS, () => void nobodyThere());
  void navigator.wakeLock?.request("screen").catch(() => undefined);
  show(page.screens().find((screen) => !isAnswered(screen)) ?? page.overview);
}

begin();
