// Reads a screen aloud with the device's own voice and marks the sentence that is heard. Without a voice in the
// page's language there is no button: silence beats a foreign accent.

const SENTENCE = /[^.!?]+[.!?]*\s*/g;

export class Speech {
  /** What is being read, so that an older reading that is still under way knows that it is over. */
  private reading: object | null = null;

  constructor(private readonly language: string) {}

  /** Call back as soon as the device turns out to have a voice for this language; maybe never. */
  whenAvailable(ready: () => void): void {
    if (!("speechSynthesis" in window)) return;
    const look = () => {
      if (!this.voice()) return;
      speechSynthesis.removeEventListener("voiceschanged", look);
      ready();
    };
    speechSynthesis.addEventListener("voiceschanged", look);
    look();
  }

  get speaking(): boolean {
    return this.reading !== null;
  }

  /** Read these elements one after the other, each sentence marked while it sounds. */
  async read(elements: Element[]): Promise<void> {
    this.stop();
    const mine = {};
    this.reading = mine;
    for (const sentence of elements.flatMap(sentences)) {
      await this.say(sentence);
      if (this.reading !== mine) return;
    }
    this.reading = null;
  }

  stop(): void {
    this.reading = null;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    for (const marked of document.querySelectorAll(".heard")) marked.classList.remove("heard");
  }

  private say(element: Element): Promise<void> {
    const words = new SpeechSynthesisUtterance(element.textContent ?? "");
    words.lang = this.language;
    words.voice = this.voice() ?? null;
    words.rate = 0.9;
    element.classList.add("heard");
    return new Promise((resolve) => {
      const end = () => {
        element.classList.remove("heard");
        resolve();
      };
      words.onend = end;
      words.onerror = end;
      speechSynthesis.speak(words);
    });
  }

  private voice(): SpeechSynthesisVoice | undefined {
    return speechSynthesis.getVoices().find((voice) => voice.lang.replace("_", "-").startsWith(this.language));
  }
}

/** The sentences of an element, each in a span of its own, made once. */
function sentences(element: Element): Element[] {
  if (element.children.length === 0) {
    element.replaceChildren(...(element.textContent?.match(SENTENCE) ?? []).map(spanOf));
  }
  return [...element.children];
}

function spanOf(sentence: string): HTMLElement {
  const span = document.createElement("span");
  span.textContent = sentence;
  return span;
}
