import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseUnknownPath } from './failures.ts';

const SHELL = 'index.html';
/** Vite puts a content hash into every name below this folder. */
const HASHED = `${path.sep}assets${path.sep}`;

/** Serves the built web application; a path that is neither file nor API is one of its pages and gets the shell. */
export async function serveWeb(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.resolve(webDir),
    wildcard: true,
    index: SHELL,
    cacheControl: false,
    preCompressed: true,
    setHeaders(reply, file) {
      reply.header('cache-control', file.includes(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => (isPage(request) ? sendShell(reply) : refuseUnknownPath()));
}

function isPage(request: FastifyRequest): boolean {
  const accepts = request.headers.accept ?? '';
  return request.method === 'GET' && !request.url.startsWith('/api/') && accepts.includes('text/html');
}

function sendShell(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(SHELL);
}
