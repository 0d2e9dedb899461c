// Keeps the answers so far on the server: one call at a time, always the newest, until it is acknowledged.

import type { Answers } from "./answers.ts";
import { callUntilHeard, type Reply } from "./calls.ts";

export type Kept = "kept" | "newer" | "gone";

export class Drafts {
  private newest: Answers | null = null;
  private running: Promise<Kept> | null = null;

  constructor(
    private readonly put: (revision: number, answers: Answers) => Promise<Reply>,
    private revision: number,
  ) {}

  /** Whether something is not acknowledged yet. */
  get waiting(): boolean {
    return this.running !== null;
  }

  /** Save these answers; settles when they, or newer ones, are acknowledged or can never be. */
  save(answers: Answers): Promise<Kept> {
    this.newest = answers;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(): Promise<Kept> {
    while (this.newest) {
      const answers = this.newest;
      this.newest = null;
      this.revision += 1;
      const revision = this.revision;
      // A retry repeats the very same revision and answers: the server recognises it.
      const reply = await callUntilHeard(() => this.put(revision, answers), () => undefined);
      if (reply.status === 409) return "newer";
      if (reply.status >= 400) return "gone";
    }
    return "kept";
  }
}
