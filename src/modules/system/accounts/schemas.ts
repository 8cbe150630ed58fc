import { z } from 'zod';
import { ADMIN_ROLES, ROLES } from '../../../kernel/access/roles.ts';

const instant = z.date();
const adminRole = z.enum(ADMIN_ROLES);

/** Long enough for any policy, short enough that nobody hashes a novel. */
export const secret = z.string().min(1).max(1024);
export const code = z.string().min(1).max(20);
export const accountId = z.coerce.number().int().positive();

export const nothing = z.object({});

export const passwordPolicy = z.object({ minLength: z.int(), maxLength: z.int(), minClasses: z.int() });

export const me = z.object({
  accountId: z.int(),
  login: z.string(),
  name: z.string(),
  staffId: z.int().nullable(),
  staffNo: z.string().nullable(),
  adminRole: adminRole.nullable(),
  roles: z.array(z.enum(ROLES)),
  appointments: z.array(
    z.object({
      role: z.enum(ROLES),
      post: z.string(),
      institutionId: z.int(),
      institutionNo: z.string(),
      institutionName: z.string(),
    }),
  ),
  totp: z.boolean(),
});

export const ownSession = z.object({
  id: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  current: z.boolean(),
});

export const account = z.object({
  id: z.int(),
  login: z.string(),
  staffId: z.int().nullable(),
  staffNo: z.string().nullable(),
  name: z.string().nullable(),
  adminRole: adminRole.nullable(),
  mustChange: z.boolean(),
  totp: z.boolean(),
  failures: z.int(),
  lockedUntil: instant.nullable(),
  disabledAt: instant.nullable(),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
});

export const newAccount = z.object({
  login: z.string().trim().min(1).max(64),
  staffNo: z.string().trim().min(1).max(64).optional(),
  adminRole: adminRole.nullable().optional(),
});

export const roleChange = z.object({ id: accountId, adminRole: adminRole.nullable() });
