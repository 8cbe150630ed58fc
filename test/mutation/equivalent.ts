/** Defects that change no duty, and why: nobody could find them. */
export const EQUIVALENT: { file: string; line: string; to: string; reason: string }[] = [
  {
    file: 'fact-plan.ts',
    line: "if (entry === 'late') return;",
    to: '',
    reason: 'a late entry is then no simple case either, and the compiler, which takes over, does not count it',
  },
];
