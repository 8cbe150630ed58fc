import type { AdminRole, Context, Principal, Role } from '../context.ts';

export type Me = {
  accountId: number;
  login: string;
  name: string;
  staffId: number | null;
  staffNo: string | null;
  adminRole: AdminRole | null;
  roles: Role[];
  appointments: { role: Role; post: string; institutionId: number; institutionNo: string; institutionName: string }[];
  totp: boolean;
};

/** What the pages show of the person signed in. */
export async function describeMe(ctx: Context, principal: Principal): Promise<Me> {
  const { accountId, name, staffId, staffNo, adminRole, appointments } = principal;
  const account = await ctx.db
    .selectFrom('account')
    .select(['login', 'totp_confirmed'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const institutions = await namesOf(ctx, [...new Set(appointments.map((held) => held.institutionId))]);
  return {
    accountId,
    login: account.login,
    name,
    staffId,
    staffNo,
    adminRole,
    roles: [...new Set(appointments.map((held) => held.role))],
    appointments: appointments.map(({ role, post, institutionId }) => ({
      role,
      post,
      institutionId,
      institutionNo: institutions.get(institutionId)?.no ?? '',
      institutionName: institutions.get(institutionId)?.name ?? '',
    })),
    totp: account.totp_confirmed,
  };
}

async function namesOf(ctx: Context, ids: number[]): Promise<Map<number, { no: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('institution').select(['id', 'no', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
