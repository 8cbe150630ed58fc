import type { FastifyRequest } from 'fastify';
import type { Client } from '../../../platform/auth/public.ts';

const LONGEST_USER_AGENT = 300;

/** Where the request comes from, as kept with its session. */
export const clientOf = (request: FastifyRequest): Client => ({
  address: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null,
});
