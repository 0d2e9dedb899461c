// A photo, a drawing or a recording: made, then seen or heard again, and kept only after a yes.

import { Sheet } from "./drawing.ts";
import type { Made, MediaCalls } from "./media.ts";
import { keyOf, part } from "./page.ts";
import { canRecord, Recording } from "./recording.ts";

const SECOND_MS = 1_000;
const captures: Capture[] = [];

/** Make the questions of this fieldset that want something to see or hear work; nothing on others. */
export function listenToCapture(fieldset: HTMLFieldSetElement, calls: MediaCalls): void {
  const box = fieldset.querySelector<HTMLElement>("[data-capture]");
  if (box) captures.push(new Capture(fieldset, box, calls));
}

/** Stop recording and playing: another screen came, or a pause. */
export function hush(): void {
  for (const capture of captures) capture.hush();
}

class Capture {
  private readonly field: HTMLInputElement;
  private readonly line: HTMLElement;
  private readonly sheet: Sheet | null;
  private made: Made | null = null;
  private recording: Recording | null = null;
  private kept: string;

  constructor(
    private readonly fieldset: HTMLFieldSetElement,
    private readonly box: HTMLElement,
    private readonly calls: MediaCalls,
  ) {
    this.field = part("[data-file]", box);
    this.line = part("[data-said]", box);
    const canvas = box.querySelector("canvas");
    this.sheet = canvas && new Sheet(canvas);
    this.kept = this.field.value.slice(2);
    if (!canRecord()) box.querySelector("[data-record]")?.remove();
    this.leaveThePlainWay();
    this.listen();
    this.show(this.kept ? "kept" : "start");
    if (this.kept) void this.calls.again(this.kept).then((file) => file && this.present(file));
  }

  hush(): void {
    this.recording?.stop();
    part<HTMLAudioElement>("[data-heard]", this.box).pause();
  }

  private leaveThePlainWay(): void {
    const plain = part<HTMLElement>("[data-plain]", this.box);
    plain.hidden = true;
    part<HTMLInputElement>("input", plain).disabled = true;
  }

  private listen(): void {
    this.box.addEventListener("click", ({ target }) => void this.act(target as Element));
    for (const input of this.box.querySelectorAll<HTMLInputElement>("[data-photo]")) {
      input.addEventListener("change", () => {
        const file = input.files?.[0];
        input.value = "";
        if (file) this.look({ kind: this.kindOfPicture(), file });
      });
    }
    // Who chooses not to answer takes back what was kept.
    this.fieldset.addEventListener("change", () => {
      if (this.kept && !this.field.value) void this.throwAway();
    });
  }

  private async act(target: Element): Promise<void> {
    const button = target.closest("button");
    if (!button) return;
    const { pen } = button.dataset;
    if (pen) this.pick(button, pen);
    else if ("draw" in button.dataset) this.show("drawing");
    else if ("undo" in button.dataset) this.sheet?.undo();
    else if ("clear" in button.dataset) this.sheet?.clear();
    else if ("drawn" in button.dataset) await this.lookAtDrawing();
    else if ("record" in button.dataset) await this.record();
    else if ("stop" in button.dataset) this.recording?.stop();
    else if ("keep" in button.dataset) await this.keep();
    else if ("away" in button.dataset) await this.throwAway();
  }

  private pick(button: HTMLElement, colour: string): void {
    this.sheet?.choose(colour);
    for (const pen of this.box.querySelectorAll("[data-pen]")) pen.setAttribute("aria-pressed", String(pen === button));
  }

  private kindOfPicture(): string {
    return this.box.querySelector("[data-when=start] [data-photo]") ? "photo" : "drawing";
  }

  private async lookAtDrawing(): Promise<void> {
    const file = this.sheet?.empty ? null : await this.sheet?.picture();
    if (file) this.look({ kind: "drawing", file });
  }

  private async record(): Promise<void> {
    try {
      this.recording = await Recording.begin();
    } catch {
      this.say("silent");
      return;
    }
    this.show("recording");
    const clock = part("[data-seconds]", this.box);
    const timer = setInterval(() => { clock.textContent = inMinutes(this.recording?.seconds ?? 0); }, SECOND_MS);
    const file = await this.recording.done;
    clearInterval(timer);
    this.recording = null;
    clock.textContent = inMinutes(0);
    this.look({ kind: "voice", file });
  }

  private look(made: Made): void {
    this.made = made;
    this.present(made.file);
    this.show("look");
  }

  private async keep(): Promise<void> {
    if (!this.made) return;
    this.say("keeping");
    const { id, reply } = await this.calls.keep(keyOf(this.fieldset), this.made);
    if (reply.status !== 200 && reply.status !== 201) {
      this.say("failed", reply.status === 413 || reply.status === 422 ? detailOf(reply.body) : "");
      return;
    }
    this.kept = id;
    this.made = null;
    this.answer(`m:${id}`);
    this.show("kept");
  }

  private async throwAway(): Promise<void> {
    const id = this.kept;
    this.kept = "";
    this.made = null;
    this.sheet?.clear();
    if (this.field.value) this.answer("");
    this.show("start");
    if (id) await this.calls.remove(id);
  }

  /** Put the answer into the form, and let the rest of the page know. */
  private answer(value: string): void {
    this.field.value = value;
    for (const name of ["input", "change"]) this.field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  private present(file: Blob): void {
    const heard = file.type.startsWith("audio/");
    const seen = part<HTMLImageElement>("[data-seen]", this.box);
    const player = part<HTMLAudioElement>("[data-heard]", this.box);
    const shown = heard ? player : seen;
    URL.revokeObjectURL(shown.src);
    shown.src = URL.createObjectURL(file);
    player.hidden = !heard;
    seen.hidden = heard;
  }

  /** Show one state and move the reader of a screen reader to its first button, unless the page just came. */
  private show(state: string): void {
    const before = this.box.dataset["now"];
    this.box.dataset["now"] = state;
    this.say("");
    for (const piece of this.box.querySelectorAll<HTMLElement>("[data-when]")) {
      piece.hidden = !piece.dataset["when"]?.split(" ").includes(state);
    }
    const shown = [...this.box.querySelectorAll<HTMLElement>("button, input[data-photo]")];
    if (before !== undefined) shown.find((each) => each.checkVisibility())?.focus({ preventScroll: true });
  }

  private say(what: string, words = ""): void {
    this.line.textContent = words || (this.line.dataset[what] ?? "");
  }
}

function detailOf(body: unknown): string {
  return (body as { detail?: string } | null)?.detail ?? "";
}

function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
