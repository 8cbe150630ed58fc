import { once } from 'node:events';
import { type Command, Refusal, UsageError } from '../command-line/command.ts';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = '8080';

export const serve: Command = {
  usage: 'serve [--host HOST] [--port PORT] [--trust-proxy]',
  help: [
    '启动服务，直到收到停止信号（Ctrl-C）',
    `--host  监听地址，默认 ${DEFAULT_HOST}（仅本机）；供他人访问时设为 0.0.0.0 或置于反向代理之后`,
    `--port  端口，默认 ${DEFAULT_PORT}`,
    '--trust-proxy  位于本行自己的反向代理之后，采信其转发的客户端地址和协议',
  ],
  options: { host: { type: 'string' }, port: { type: 'string' }, 'trust-proxy': { type: 'boolean' } },
  async run({ options, output, openBank, checkpoints }) {
    const host = String(options.host ?? DEFAULT_HOST);
    const port = parsePort(String(options.port ?? DEFAULT_PORT));
    const { startServer } = await import('../server.ts');
    const bank = await openBank();
    const server = await startServer(bank, {
      host,
      port,
      checkpoints: checkpoints(),
      trustProxy: options['trust-proxy'] === true,
      log: true,
    }).catch(explain);
    output.result({ url: server.url }, `服务已启动：${server.url}（按 Ctrl-C 停止）`);
    await stopSignal();
    output.note('正在停止……');
    await server.close();
  },
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`“${text}”不是端口号，应为 0 至 65535`);
  return port;
}

function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') throw new Refusal('端口已被占用：请用 --port 换一个端口，或先停止占用它的程序。');
  if (code === 'EACCES') throw new Refusal('无权使用该端口：请用 --port 换一个 1024 以上的端口。');
  if (code === 'EADDRNOTAVAIL') throw new Refusal('本机没有这个地址：请核对 --host。');
  throw error;
}

/** In place of the ending at once that every other command is content with. */
async function stopSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.removeAllListeners(signal);
  await Promise.race(signals.map((signal) => once(process, signal)));
}
