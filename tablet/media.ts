// Keeping what was made with the server, seeing it again, and removing it.

import { newId, type Reply } from "./calls.ts";

export type Made = { kind: string; file: Blob };

export class MediaCalls {
  /** `address` is that of any file of this session: only its last part differs. */
  constructor(
    private readonly address: string,
    private readonly token: () => string,
  ) {}

  /** Keep a file; gives its id and what the server says. */
  async keep(question: string, { kind, file }: Made): Promise<{ id: string; reply: Reply }> {
    const id = newId();
    const form = new FormData();
    form.set("question", question);
    form.set("kind", kind);
    form.set("consent", "yes");
    form.set("file", file, kind);
    return { id, reply: await this.send("PUT", id, form) };
  }

  /** What was kept, to be seen or heard again; nothing when it is not there or the network is away. */
  async again(id: string): Promise<Blob | null> {
    const answer = await fetch(this.of(id), { credentials: "same-origin" }).catch(() => null);
    return answer?.ok ? answer.blob() : null;
  }

  /** Remove a file. What fails is removed by the server itself after a while. */
  async remove(id: string): Promise<void> {
    await this.send("DELETE", id);
  }

  private of(id: string): string {
    return this.address.replace(/[^/]+$/, id);
  }

  private async send(method: string, id: string, body?: FormData): Promise<Reply> {
    const headers = { Accept: "application/json", "X-CSRFToken": this.token() };
    const given = body ? { method, headers, body } : { method, headers };
    try {
      const answer = await fetch(this.of(id), { ...given, credentials: "same-origin" });
      return { status: answer.status, body: await answer.json().catch(() => null), retryAfter: 0 };
    } catch {
      return { status: 0, body: null, retryAfter: 0 };
    }
  }
}
