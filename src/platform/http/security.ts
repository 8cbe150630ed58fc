import type { FastifyRequest } from 'fastify';
import { fail } from '../../kernel/errors/public.ts';
import { httpErrors } from './errors.ts';

/** `style-src` needs 'unsafe-inline' because Ant Design writes its styles at run time. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a signed-in browser send. Browsers name the origin of every mutating request;
 * a client that names none is no browser and carries no foreign cookie.
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') fail(httpErrors.FOREIGN_ORIGIN());
  const { origin } = request.headers;
  if (origin !== undefined && hostOf(origin) !== request.host) fail(httpErrors.FOREIGN_ORIGIN());
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
