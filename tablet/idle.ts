// Somebody may walk away in the middle: after a while nobody passing by should see what was on the screen.

export const IDLE_MS = 5 * 60_000;

/** Call `away` when nobody touched the page for a while; every touch begins anew. */
export function onIdle(ms: number, away: () => void): void {
  let timer = setTimeout(away, ms);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(away, ms);
  };
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, again, { passive: true });
}

/** A page that comes back from the browser's memory is asked for anew, so that it shows nothing of somebody else. */
export function neverFromMemory(): void {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
