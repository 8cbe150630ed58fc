import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export type Client = {
  /** Sends a request on a connection that is kept, with another's cookie if given; throws for an answer that is no success. */
  send(method: 'GET' | 'POST', path: string, body?: unknown, as?: string): Promise<string>;
  close(): void;
};

/** A signed-in client with up to `connections` connections. As a browser does, it names every write by a key of its own. */
export function createClient(url: string, cookie: string, connections = 1): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send(method, path, body, as = cookie) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        cookie: as,
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
      };
      const sent = request(new URL(path, url), { method, agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(payload);
      return promise;
    },
    close: () => agent.destroy(),
  };
}
