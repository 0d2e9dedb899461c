// Reads the page for the client aloud, piece by piece, each in its own language. The button only shows where a voice
// can speak; pressing it again stops.

import { offerPrinting } from "../printing.ts";

const button = document.querySelector<HTMLButtonElement>("[data-read-aloud]");
const voice = window.speechSynthesis;

function speak(piece: HTMLElement): void {
  const words = new SpeechSynthesisUtterance(piece.innerText);
  words.lang = piece.closest<HTMLElement>("[lang]")?.lang ?? "";
  voice.speak(words);
}

function toggle(): void {
  const speaking = voice.speaking;
  voice.cancel();
  if (!speaking) document.querySelectorAll<HTMLElement>("[data-aloud]").forEach(speak);
}

if (button && voice) {
  button.hidden = false;
  button.addEventListener("click", toggle);
  window.addEventListener("pagehide", () => voice.cancel());
}

offerPrinting();
