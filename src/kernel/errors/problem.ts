/**
 * One thing that is wrong, as data: a stable code, a Chinese text that says what to do, the path of the field
 * (`contacts.0.phone`) and the values behind the text.
 */
export type Problem = { code: string; text: string; path?: string; params?: Record<string, unknown> };

/** Raised with every problem found at once; the HTTP layer answers `status` with `{ problems }`. */
export class AppError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.code} ${problem.text}`).join('; '));
    this.name = 'AppError';
    this.status = status;
    this.problems = problems;
  }
}
