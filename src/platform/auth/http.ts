import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../context.ts';
import type { Auth } from './auth.ts';

declare module 'fastify' {
  interface FastifyInstance {
    auth: Auth;
  }
}

/** Gives the server of `buildServer` its `auth`; call before it listens. */
export function registerAuth(server: FastifyInstance, auth: Auth): void {
  server.decorate('auth', auth);
}

/** Who sends this request, or null: the `authenticate` of `buildServer`. */
export const authenticate = (request: FastifyRequest): Promise<Principal | null> =>
  request.server.auth.resolve(sessionCookie(request));

/** The session cookie's value as sent. */
export const sessionCookie = (request: FastifyRequest): string | undefined => request.cookies[cookieName(request)];

/** Hands the client its session; it goes with the browser's session or the server's expiry, whichever is first. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(request), token, cookieOptions(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName(request), cookieOptions(request));
}

/** `__Host-` makes browsers refuse the cookie from a subdomain or without TLS; plain http cannot have it. */
const cookieName = (request: FastifyRequest) => (request.protocol === 'https' ? '__Host-zhanye' : 'zhanye');

const cookieOptions = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const;
