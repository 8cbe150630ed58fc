import type { Principal } from '../context.ts';
import type { Db } from '../db/database.ts';
import { defineStatement } from '../db/statement.ts';

/**
 * Rights by appointment. `$2` is the moment, `$3` the bank's zone; their civil date decides what is in force.
 * Yields no row for whoever may not act at all: disabled, password still to be changed, staff member gone.
 * An administrator carries no appointments, so that administration never opens customer data. A functional department
 * (业务发展部, 人力, 审计) works for the whole institution that it belongs to, so its posts cover that one.
 */
const principalOf = (accounts: string, columns = '') => `
  select a.id, a.login, a.admin_role, st.id as staff_id, st.no as staff_no, st.name,
    case when a.admin_role is not null then '[]'::json else (
      select coalesce(json_agg(json_build_object(
          'role', p.role, 'post', p.name, 'institutionId', i.id, 'ord', i.ord, 'ordUntil', i.ord_until
        ) order by ap.is_main desc, ap.id), '[]'::json)
      from appointment ap
      join post p on p.name = ap.post
      join institution h on h.id = ap.institution_id
      join institution i on i.id = case
        when h.type = '部门' and p.role in ('business', 'hr', 'audit') then coalesce(h.parent_id, h.id) else h.id end
      where ap.staff_id = st.id and ap.superseded_at is null
        and ap.valid_from <= today.day and (ap.valid_until is null or ap.valid_until > today.day)
    ) end as appointments
    ${columns}
  from ${accounts}
  cross join (select ($2::timestamptz at time zone $3::text)::date as day) today
  left join staff st on st.id = a.staff_id
  where a.disabled_at is null and not a.must_change
    and (a.staff_id is null or (st.id is not null and (st.left_on is null or st.left_on > today.day)))`;

type PrincipalRow = {
  id: number;
  login: string;
  admin_role: Principal['adminRole'];
  staff_id: number | null;
  staff_no: string | null;
  name: string | null;
  appointments: Principal['appointments'];
};

const principalOfAccount = defineStatement<PrincipalRow>(
  'auth.principal-of-account',
  `${principalOf('account a')} and a.id = $1`,
);

const principalOfSession = defineStatement<PrincipalRow & { seen_at: Date }>(
  'auth.principal-of-session',
  `${principalOf('session s join account a on a.id = s.account_id', ', s.seen_at')}
    and s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.seen_at > $4`,
);

function toPrincipal(row: PrincipalRow): Principal {
  return {
    accountId: row.id,
    staffId: row.staff_id,
    staffNo: row.staff_no,
    name: row.name ?? row.login,
    adminRole: row.admin_role,
    appointments: row.appointments,
  };
}

/** The rights of an account at a moment, or null if it may not act. */
export async function loadPrincipal(
  db: Db,
  query: { accountId: number; at: Date; zone: string },
): Promise<Principal | null> {
  const [row] = await principalOfAccount(db, query.accountId, query.at, query.zone);
  return row ? toPrincipal(row) : null;
}

/** The rights behind a live session and when it was last used; undefined if it is over. `idleSince`: see `seen_at`. */
export async function loadSessionPrincipal(
  db: Db,
  query: { tokenHash: Buffer; at: Date; zone: string; idleSince: Date },
): Promise<{ principal: Principal; seenAt: Date } | undefined> {
  const [row] = await principalOfSession(db, query.tokenHash, query.at, query.zone, query.idleSince);
  return row && { principal: toPrincipal(row), seenAt: row.seen_at };
}
