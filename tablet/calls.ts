// Calls to the server that may fail on the way: told apart by what they mean, and tried again with patience.

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export type Reply = { status: number; body: unknown; retryAfter: number };

/** Send JSON. A network that is away is status 0. */
export async function call(method: string, url: string, body: unknown, token: string): Promise<Reply> {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
  try {
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body), credentials: "same-origin" });
    const retryAfter = Number(answer.headers.get("Retry-After") ?? 0) * 1_000;
    return { status: answer.status, body: await answer.json().catch(() => null), retryAfter };
  } catch {
    return { status: 0, body: null, retryAfter: 0 };
  }
}

/** Whether the same call may succeed later: the network or the server was away, or too busy. */
export function isAway(reply: Reply): boolean {
  return reply.status === 0 || reply.status === 429 || reply.status >= 500;
}

/** How long to wait before a try; doubles from one second to half a minute, never shorter than the server asks. */
export function waitBefore(attempt: number, reply: Reply): number {
  return Math.max(reply.retryAfter, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
}

/** Wait, or go on at once when the network comes back. */
export function patience(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    addEventListener("online", go);
  });
}

/** Call until the server gives an answer that another try would not change. `waiting` hears of every failure. */
export async function callUntilHeard(make: () => Promise<Reply>, waiting: () => void): Promise<Reply> {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await make();
    if (!isAway(reply)) return reply;
    waiting();
    await patience(waitBefore(attempt, reply));
  }
}

/** A random UUID, also where the page is not served over https. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
