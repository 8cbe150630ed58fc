import { sql } from 'kysely';
import { createPasswords, type DemoAccounts, loadAuthSettings } from '../../platform/auth/public.ts';
import type { AdminRole, Context } from '../../platform/context.ts';
import { audit } from '../../platform/ledger/public.ts';

const PASSWORD = 'Zhanye-demo-2026';

const ADMINISTRATORS: { login: string; adminRole: AdminRole; name: string }[] = [
  { login: 'sysadmin', adminRole: 'system', name: '系统管理员' },
  { login: 'secadmin', adminRole: 'security', name: '安全管理员' },
  { login: 'auditadmin', adminRole: 'audit', name: '审计管理员' },
];
/** Who is shown: of a role the first or second by number. Nobody approves his own draft, so the department has two. */
const SHORT_LOGINS: readonly { login: string; role: string; rank: number }[] = [
  { login: 'rm', role: 'rm', rank: 1 },
  { login: 'leader', role: 'leader', rank: 1 },
  { login: 'president', role: 'president', rank: 1 },
  { login: 'business', role: 'business', rank: 1 },
  { login: 'approver', role: 'business', rank: 2 },
  { login: 'hr', role: 'hr', rank: 1 },
  { login: 'audit', role: 'audit', rank: 1 },
];

/** An account for everybody, all with one password, hashed once; those that are shown have a short login. */
export async function createAccounts(ctx: Context): Promise<void> {
  const settings = await loadAuthSettings(ctx.db);
  const hash = await createPasswords(settings.hash).hash(PASSWORD);
  const now = ctx.clock.now();
  const shown = await findShown(ctx);
  const logins = JSON.stringify(shown.map(({ staffId, login }) => ({ staff_id: staffId, login })));
  await sql`
    insert into account (login, staff_id, password_hash, must_change, created_at)
    select coalesce(shown.login, lower(staff.no)), staff.id, ${hash}, false, ${now}
    from staff left join jsonb_to_recordset(${logins}::jsonb) as shown (staff_id bigint, login text)
      on shown.staff_id = staff.id
    order by staff.id`.execute(ctx.db);
  const administrators = ADMINISTRATORS.map(({ login, adminRole }) => {
    return { login, admin_role: adminRole, password_hash: hash, must_change: false, created_at: now };
  });
  await ctx.db.insertInto('account').values(administrators).execute();
  await audit(ctx, { action: 'account.create', register: 'account', detail: { demo: true, administrators: 3 } });
}

/** What the sign-in page of the demonstration shows: one account a role, those of a sub-branch from the same one. */
export async function readDemoAccounts(ctx: Context): Promise<DemoAccounts> {
  const shown = await findShown(ctx);
  return {
    password: PASSWORD,
    items: [
      ...shown.map(({ login, name, title }) => ({ login, name, title })),
      ...ADMINISTRATORS.map(({ login, name }) => ({ login, name, title: name })),
    ],
  };
}

type Shown = { staffId: number; login: string; name: string; title: string };

/** Of those below the head office the people of one sub-branch, which is neither the best nor the worst. */
async function findShown({ db }: Context): Promise<Shown[]> {
  type Ranked = { role: string; rank: number; id: number; name: string; post: string; institution: string };
  const { rows } = await sql<Ranked>`
    select role, dense_rank() over (partition by role order by staff.no)::int as rank, staff.id, staff.name,
      post.name as post, institution.name as institution
    from appointment a join post on post.name = a.post join staff on staff.id = a.staff_id
      join institution on institution.id = a.institution_id
    where a.superseded_at is null and staff.left_on is null and post.role = any(${SHORT_LOGINS.map(({ role }) => role)}::text[])
      and (post.role not in ('rm', 'leader', 'president') or institution.no = '1010')
    order by role, staff.no`.execute(db);
  return SHORT_LOGINS.flatMap(({ login, role, rank }) => {
    const found = rows.find((row) => row.role === role && row.rank === rank);
    return found ? [{ staffId: found.id, login, name: found.name, title: titleOf(found) }] : [];
  });
}

/** A post that names its department needs no institution before it. */
function titleOf({ post, institution }: { post: string; institution: string }): string {
  return post.startsWith(institution) ? post : `${institution} ${post}`;
}
