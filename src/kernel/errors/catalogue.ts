import { AppError, type Problem } from './problem.ts';

export type ErrorEntry = { status: number; text: string };
export type ErrorMaker = (params?: Record<string, unknown>, path?: string) => Problem;

const entries = new Map<string, ErrorEntry>();

/**
 * Declares one catalogue: `defineErrors({ CODE: { status, text: '含 {param} 的中文' } })`.
 * Returns one function per code that makes the problem, its `{param}` filled in.
 * Throws when a code is already taken by another text: codes are unique in the whole product.
 */
export function defineErrors<const C extends Record<string, ErrorEntry>>(
  catalogue: C,
): { readonly [K in keyof C]: ErrorMaker } {
  const makers = Object.entries(catalogue).map(([code, entry]) => {
    register(code, entry);
    const make: ErrorMaker = (params, path) => ({
      code,
      text: fillIn(entry.text, params),
      ...(path !== undefined && { path }),
      ...(params && { params }),
    });
    return [code, make] as const;
  });
  return Object.fromEntries(makers) as { [K in keyof C]: ErrorMaker };
}

/** Throws the problems as one AppError; its status is that of the first. */
export function fail(problems: Problem | readonly Problem[]): never {
  const list = 'code' in problems ? [problems] : problems;
  const status = entries.get(list[0]?.code ?? '')?.status ?? 400;
  throw new AppError(status, list);
}

/** Every code of every catalogue loaded so far, sorted; the source of `generated/error-codes.md`. */
export function errorCodes(): readonly (ErrorEntry & { code: string })[] {
  return [...entries].map(([code, entry]) => ({ code, ...entry })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function register(code: string, entry: ErrorEntry): void {
  const known = entries.get(code);
  if (known && known.text !== entry.text) throw new Error(`error code ${code} is declared twice`);
  entries.set(code, entry);
}

function fillIn(text: string, params: Record<string, unknown> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
