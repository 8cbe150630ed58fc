/** Answers that nobody has asked for this long are not the page's first ones any more. */
const FRESH_MS = 10_000;

const early = new Map<string, Promise<Response | null>>();

/** Asks for what a page will want first, while its programs are still on the way. */
export function askAhead(paths: readonly string[]): void {
  for (const path of paths) {
    early.set(
      path,
      fetch(path, { credentials: 'same-origin' }).catch(() => null),
    );
    setTimeout(() => early.delete(path), FRESH_MS);
  }
}

/** The early answer to a path, once, if there is one and it is no refusal: who was signed out then may not be now. */
export async function takeAhead(path: string): Promise<Response | null> {
  const answer = early.get(path);
  early.delete(path);
  const response = await answer;
  return response?.ok ? response : null;
}

/** What was asked ahead is out of date: something was written since, or its answer was not kept for days without a network. */
export function dropAhead(): void {
  early.clear();
}
