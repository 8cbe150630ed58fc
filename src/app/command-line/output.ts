import { writeSync } from 'node:fs';

export type Output = {
  /** The command's result: `data` as one line of JSON with `--json`, otherwise `text`. */
  result(data: unknown, text: string): void;
  /** How far a long work is; shown on a terminal only, and never mixed with the result. */
  progress(text: string): void;
  /** For a person, beside the result. */
  note(text: string): void;
};

const CLEAR_LINE = '\r\x1b[K';

export function createOutput(json: boolean): Output {
  let isProgressShown = false;
  const clear = () => {
    if (isProgressShown) process.stderr.write(CLEAR_LINE);
    isProgressShown = false;
  };
  return {
    result(data, text) {
      clear();
      writeWhole(1, `${json ? JSON.stringify(data) : text}\n`);
    },
    progress(text) {
      if (!process.stderr.isTTY || json) return;
      process.stderr.write(`${CLEAR_LINE}${text}`);
      isProgressShown = true;
    },
    note(text) {
      clear();
      writeWhole(2, `${text}\n`);
    },
  };
}

/** Synchronous, so that nothing is lost when the process ends right after; a full pipe is waited for. */
function writeWhole(descriptor: number, text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}
