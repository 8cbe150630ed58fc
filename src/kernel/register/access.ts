import type { Principal } from '../access/principal.ts';
import type { AdminRole, Role } from '../access/roles.ts';

/**
 * How a row may be one's own: it names me (`self`), its customer is in my custody, I assist with its customer, it lies in
 * the subtree of the institution where I hold the role, or it is simply the bank's.
 */
export const RELATIONS = ['self', 'custody', 'assistance', 'institution', 'bank'] as const;
export type Relation = (typeof RELATIONS)[number];

export type Grantee = Role | `admin:${AdminRole}`;

/** Role → relation; a role that is not named has no right. */
export type Grants = { readonly [G in Grantee]?: Relation | readonly Relation[] };

/** Mandatory: a register without rights cannot be declared, and `{}` says that nobody may. */
export type AccessRules = {
  read: Grants;
  create: Grants;
  update: Grants;
  /** Who may take lists out as files. */
  export: Grants;
  /** Who may reveal personal data, with a reason. */
  reveal: Grants;
};

export type Operation = keyof AccessRules;

/** Where a row says whose it is. */
export type Scope = {
  /** Column with the institution's `ord`, here or in the row that `ordThrough` points at. */
  ord?: string;
  ordThrough?: { column: string; table: string; key: string };
  /** Columns that name a member of staff. */
  self?: readonly string[];
  /** The column that names the holder, here or in the row that `through` points at. */
  custody?: { holder: string; through?: { column: string; table: string; key: string } };
  /** The column that names the customer, and the table that says who assists with whom. */
  assistance?: { column: string; table: string; key: string; staff: string };
};

/** One way in which this principal may reach rows: the relation, and for `institution` the `ord` range. */
export type Reach =
  | { relation: 'bank' }
  | { relation: 'institution'; ord: number; ordUntil: number }
  | { relation: 'self' | 'custody' | 'assistance'; staffId: number };

/** Every way in which the grants let this principal reach rows; none: he may not at all. */
export function reachOf(grants: Grants, principal: Principal | null): Reach[] {
  if (!principal) return [];
  const held = principal.appointments.flatMap((appointment) =>
    relationsOf(grants, appointment.role).flatMap((relation) => toReach(relation, principal.staffId, appointment)),
  );
  const admin = principal.adminRole ? relationsOf(grants, `admin:${principal.adminRole}`) : [];
  const all = [...held, ...admin.flatMap((relation) => toReach(relation, principal.staffId, null))];
  return all.some((reach) => reach.relation === 'bank') ? [{ relation: 'bank' }] : withoutRepeats(all);
}

function relationsOf(grants: Grants, grantee: Grantee): readonly Relation[] {
  const granted = grants[grantee];
  if (granted === undefined) return [];
  return typeof granted === 'string' ? [granted] : granted;
}

function toReach(relation: Relation, staffId: number | null, range: { ord: number; ordUntil: number } | null): Reach[] {
  if (relation === 'bank') return [{ relation }];
  if (relation === 'institution') return range ? [{ relation, ord: range.ord, ordUntil: range.ordUntil }] : [];
  return staffId === null ? [] : [{ relation, staffId }];
}

function withoutRepeats(reaches: readonly Reach[]): Reach[] {
  return [...new Map(reaches.map((reach) => [JSON.stringify(reach), reach])).values()];
}
