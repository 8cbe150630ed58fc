/** Defects that change no duty, and why: nobody could find them. */
export const EQUIVALENT: { file: string; to: string; reason: string }[] = [];
