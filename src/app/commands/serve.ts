import type { Command } from '../command-line/command.ts';
import { explainListening, parsePort, stopSignal } from '../command-line/serving.ts';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = '8080';

export const serve: Command = {
  usage: 'serve [--host HOST] [--port PORT] [--trust-proxy] [--forget-totp]',
  help: [
    '启动服务，直到收到停止信号（Ctrl-C）',
    `--host  监听地址，默认 ${DEFAULT_HOST}（仅本机）；供他人访问时设为 0.0.0.0 或置于反向代理之后`,
    `--port  端口，默认 ${DEFAULT_PORT}`,
    '--forget-totp  密钥遗失时用：停用所有账号的动态口令并留痕，由各人重新登记',
    '--trust-proxy  位于本行自己的反向代理之后，采信其转发的客户端地址和协议',
  ],
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    'trust-proxy': { type: 'boolean' },
    'forget-totp': { type: 'boolean' },
  },
  async run({ options, output, openBank, checkpoints, secretKey }) {
    const host = String(options.host ?? DEFAULT_HOST);
    const port = parsePort(String(options.port ?? DEFAULT_PORT));
    const [{ startServer }, { openSecrets }, { forgetSecondFactors }] = await Promise.all([
      import('../server.ts'),
      import('../secrets.ts'),
      import('../../platform/auth/public.ts'),
    ]);
    const bank = await openBank();
    if (options['forget-totp'] === true) {
      const forgotten = await forgetSecondFactors(bank.ctx);
      output.note(`已停用 ${forgotten} 个账号的动态口令，请通知本人登录后重新登记。`);
    }
    const secrets = await openSecrets(bank.ctx.db, secretKey());
    const server = await startServer(bank, {
      host,
      port,
      checkpoints: checkpoints(),
      secrets,
      trustProxy: options['trust-proxy'] === true,
      log: true,
    }).catch(explainListening);
    output.result({ url: server.url }, `服务已启动：${server.url}（按 Ctrl-C 停止）`);
    await stopSignal();
    output.note('正在停止……');
    await server.close();
  },
};
