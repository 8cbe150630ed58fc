import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url));
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

export type StubRequest = { method: string; url: URL; body: unknown; idempotencyKey: string | null };
export type StubAnswer = { status?: number; body: unknown };
export type StubServer = { url: string; requests: StubRequest[]; close: () => Promise<void> };

/** Serves the built web application with an API of a few lines, for tests of the shell and the kit alone. */
export async function startStubServer(api: (request: StubRequest) => StubAnswer | null): Promise<StubServer> {
  const requests: StubRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://stub');
    if (!url.pathname.startsWith('/api/')) {
      const file = path.extname(url.pathname) === '' ? '/index.html' : url.pathname;
      outgoing.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
      outgoing.end(await readFile(path.join(webDir, file)));
      return;
    }
    const key = incoming.headers['idempotency-key'];
    const request: StubRequest = {
      method: incoming.method ?? 'GET',
      url,
      body: await bodyOf(incoming),
      idempotencyKey: typeof key === 'string' ? key : null,
    };
    requests.push(request);
    const answer = api(request) ?? { status: 404, body: { problems: [{ code: 'NOT_FOUND', text: '没有找到' }] } };
    outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}
