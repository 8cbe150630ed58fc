import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { DemoAccounts } from '../../platform/auth/public.ts';
import { type Command, Refusal } from '../command-line/command.ts';
import { explainListening, parsePort, stopSignal } from '../command-line/serving.ts';
import { secretKeyPlace } from '../secret-key.ts';

const DEFAULT_DATA = '.data/demo';
const DEFAULT_PORT = '8080';
const HOST = '127.0.0.1';
const ROOT = join(import.meta.dirname, '../../..');

export const demo: Command = {
  usage: 'demo [--port PORT] [--fresh]',
  help: [
    '在一家生成的演示银行上启动服务，直到收到停止信号（Ctrl-C）；首次运行约需一分钟',
    `--data  数据目录，默认 ${DEFAULT_DATA}`,
    `--port  端口，默认 ${DEFAULT_PORT}；0 为任一空闲端口`,
    '--fresh 丢弃该目录中已有的演示银行，重新生成',
  ],
  options: { port: { type: 'string' }, fresh: { type: 'boolean' } },
  async run({ options, output }) {
    const port = parsePort(String(options.port ?? DEFAULT_PORT));
    const dataDir = resolve(String(options.data ?? DEFAULT_DATA));
    const built = buildWeb();
    const { openDemoBank } = await import('../demo/demo.ts');
    const bank = await openDemoBank(dataDir, {
      fresh: options.fresh === true,
      onProgress: output.progress,
      onIncident: (error) => output.note(`数据库连接：${error.message}`),
    });
    try {
      output.progress('构建网页……');
      await built;
      const [{ startServer }, { openSecrets }, { readDemoAccounts }] = await Promise.all([
        import('../server.ts'),
        import('../secrets.ts'),
        import('../demo/accounts.ts'),
      ]);
      const demoAccounts = await readDemoAccounts(bank.ctx);
      const secrets = await openSecrets(bank.ctx.db, secretKeyPlace({ dataDir }, process.env));
      const server = await startServer(bank, { host: HOST, port, demoAccounts, secrets }).catch(explainListening);
      output.result({ url: server.url, ...demoAccounts }, describe(server.url, demoAccounts));
      await stopSignal();
      output.note('正在停止……');
      await server.close();
    } finally {
      await bank.close();
    }
  },
};

/** In a process of its own, beside the generation; it does nothing when dist/web is up to date. */
async function buildWeb(): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/build-web.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Refusal('网页构建失败，原因见上；请先运行 npm ci 安装全部依赖。');
}

function describe(url: string, { password, items }: DemoAccounts): string {
  return [
    `演示银行已启动：${url}（按 Ctrl-C 停止）`,
    `各角色账号，密码都是 ${password}`,
    ...items.map(({ login, name, title }) => `  ${login.padEnd(12)}${name}　${title}`),
  ].join('\n');
}
