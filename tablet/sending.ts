// Sends everything once, under one id, as often as it takes until the server acknowledges it.

import { call, callUntilHeard, newId } from "./calls.ts";
import { keyOf, type Page } from "./page.ts";

export type Sent = { kind: "stored" | "kept" | "gone" } | { kind: "wrong"; question: string };

/** Send what the page holds. `waiting` hears when it takes longer. */
export async function send(page: Page, waiting: () => void): Promise<Sent> {
  const body = {
    id: newId(),
    session: page.said("session"),
    answers: page.answers(),
    helped: page.helpedBy(),
    style: page.said("style"),
    language: page.said("language"),
    order_shown: page.shown().map(keyOf),
  };
  const reply = await callUntilHeard(() => call("POST", page.said("send"), body, page.token), waiting);
  if (reply.status < 300) return { kind: "stored" };
  if (reply.status === 409) return { kind: "kept" };
  if (reply.status === 422) return { kind: "wrong", question: firstWrong(reply.body) };
  return { kind: "gone" };
}

/** The question that the first fault points at: `/answers/kamer/value`. */
function firstWrong(body: unknown): string {
  const errors = (body as { errors?: { pointer?: string }[] } | null)?.errors ?? [];
  return errors[0]?.pointer?.split("/")[2] ?? "";
}
