// A recording of a voice, in the first form that the browser can make and every browser can play.

const FORMS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST_MS = 5 * 60_000;
const BITS_PER_SECOND = 32_000;

/** Whether this browser can record at all; over plain http it cannot. */
export function canRecord(): boolean {
  return "MediaRecorder" in window && navigator.mediaDevices !== undefined;
}

export class Recording {
  private readonly started = performance.now();

  private constructor(
    private readonly recorder: MediaRecorder,
    /** The recording, once it stops by itself or by `stop`. */
    readonly done: Promise<Blob>,
  ) {
    setTimeout(() => this.stop(), LONGEST_MS);
  }

  /** Begin to record. Fails when there is no microphone, or the person does not allow it. */
  static async begin(): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form)) ?? "";
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const done = new Promise<Blob>((resolve) => {
      recorder.addEventListener("stop", () => {
        for (const track of stream.getTracks()) track.stop();
        resolve(new Blob(parts, { type: recorder.mimeType }));
      });
    });
    recorder.start();
    return new Recording(recorder, done);
  }

  stop(): void {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  get seconds(): number {
    return Math.floor((performance.now() - this.started) / 1_000);
  }
}
