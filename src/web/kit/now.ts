const STEP_MILLIS = 5 * 60_000;

/** The present as people write it down: the last five minutes of the clock, never ahead of the server's. */
export function nowOnTheClock(): string {
  return new Date(Math.floor(Date.now() / STEP_MILLIS) * STEP_MILLIS).toISOString();
}
