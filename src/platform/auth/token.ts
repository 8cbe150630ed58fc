import { createHash, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** A new session's secret: 256 random bits, base64url. Only the cookie ever holds it. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Cheap test before any query is spent on a cookie. */
export const looksLikeToken = (value: string): boolean => shape.test(value);

/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
