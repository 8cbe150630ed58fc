import { once } from 'node:events';
import { Refusal, UsageError } from './command.ts';

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`“${text}”不是端口号，应为 0 至 65535`);
  return port;
}

/** Why a server could not listen, in words that say what to do. */
export function explainListening(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') throw new Refusal('端口已被占用：请用 --port 换一个端口，或先停止占用它的程序。');
  if (code === 'EACCES') throw new Refusal('无权使用该端口：请用 --port 换一个 1024 以上的端口。');
  if (code === 'EADDRNOTAVAIL') throw new Refusal('本机没有这个地址：请核对 --host。');
  throw error;
}

/**
 * In place of the ending at once that every other command is content with. Nobody listening for a moment would lose a
 * signal that comes right then: the new listener is there before the old ones go.
 */
export async function stopSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = signals.map((signal) => process.listeners(signal));
  const stopped = Promise.race(signals.map((signal) => once(process, signal)));
  for (const [index, signal] of signals.entries()) {
    for (const listener of before[index] ?? []) process.removeListener(signal, listener);
  }
  await stopped;
}
