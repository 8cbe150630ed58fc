import { type KyselyPlugin, OperationNodeTransformer, type RawNode } from 'kysely';
import type { Action, AnyRegister, Field, Grantee, Grants, Relation } from '../../src/kernel/register/public.ts';

/** A register with one fault in who may do what. */
export type Defect = {
  name: string;
  register: AnyRegister;
  /** Whose rights it changes, where it is one role's; a hint that saves looking at the others first. */
  grantee?: Grantee;
};

const GRANTEES: readonly Grantee[] = [
  'rm',
  'leader',
  'president',
  'business',
  'hr',
  'audit',
  'clerk',
  'none',
  'admin:system',
  'admin:security',
  'admin:audit',
];
const RELATIONS: readonly Relation[] = ['self', 'custody', 'assistance', 'institution', 'bank'];

/** Every single fault of a kind that slips in when declarations are written or changed, without those that change nothing. */
export function declarationDefects(register: AnyRegister): Defect[] {
  return [...grantDefects(register), ...ownCauseDefects(register), ...scopeDefects(register), ...maskDefects(register)];
}

/** A grant dropped, given to somebody without, widened, narrowed or swapped. */
function grantDefects(register: AnyRegister): Defect[] {
  const operations = [...Object.keys(register.access), ...Object.keys(register.actions)];
  return operations.flatMap((operation) => {
    const before: Grants = grantsOf(register, operation);
    return GRANTEES.flatMap((grantee) =>
      othersThan(register, listOf(before[grantee]))
        .map((relations) => ({ relations, after: { ...before, [grantee]: relations } }))
        .filter(({ after }) => changesSomething(register, operation, before, after, grantee))
        .map(({ relations, after }) => ({
          name: `${operation}: ${grantee} ${listOf(before[grantee]).join('+') || '—'} → ${relations.join('+') || '—'}`,
          register: withGrants(register, operation, after),
          grantee,
        })),
    );
  });
}

const listOf = (granted: Grants[Grantee]): readonly Relation[] =>
  granted === undefined ? [] : typeof granted === 'string' ? [granted] : granted;

function grantsOf(register: AnyRegister, operation: string): Grants {
  const actions = register.actions as Record<string, Action>;
  return register.access[operation as keyof typeof register.access] ?? actions[operation]?.who ?? {};
}

function withGrants(register: AnyRegister, operation: string, grants: Grants): AnyRegister {
  if (operation in register.access) return { ...register, access: { ...register.access, [operation]: grants } };
  return withAction(register, operation, { who: grants });
}

function withAction(register: AnyRegister, name: string, change: Partial<Action>): AnyRegister {
  const actions = register.actions as Record<string, Action>;
  return { ...register, actions: { ...actions, [name]: { ...actions[name], ...change } as Action } };
}

/** None, each single relation that the scope knows, one more, one less. */
function othersThan({ scope }: AnyRegister, before: readonly Relation[]): Relation[][] {
  const known: Record<Relation, boolean> = {
    self: scope.self !== undefined,
    custody: scope.custody !== undefined,
    assistance: scope.assistance !== undefined,
    institution: scope.ord !== undefined,
    bank: true,
  };
  const relations = RELATIONS.filter((relation) => known[relation]);
  const all = [
    [],
    ...relations.map((relation) => [relation]),
    ...relations.map((relation) => [...before, relation]),
    ...before.map((relation) => before.filter((one) => one !== relation)),
  ];
  const distinct = new Map(all.map((list) => [[...new Set(list)].sort().join(), [...new Set(list)]]));
  distinct.delete([...before].sort().join());
  return [...distinct.values()];
}

/** Rows as a person may stand to them: named in it, its holder, assisting, above it, in every combination the scope knows. */
function standings({ scope }: AnyRegister): Relation[][] {
  const own = scope.self ? [[], ['self']] : [[]];
  const held = scope.custody ? [[], ['custody']] : [[]];
  const helped = scope.assistance ? [[], ['assistance']] : [[]];
  const below = scope.ord ? [[], ['institution']] : [[]];
  return own.flatMap((a) =>
    held.flatMap((b) => helped.flatMap((c) => below.map((d) => [...a, ...b, ...c, ...d, 'bank'] as Relation[]))),
  );
}

/**
 * Whether the changed grants let somebody do what he could not, or the reverse. Some changes of a declaration change
 * nothing: what may not be read cannot be changed either, a form may never be open, an administrator has no institution,
 * and whoever is named may be barred as his own judge.
 */
function changesSomething(
  register: AnyRegister,
  operation: string,
  before: Grants,
  after: Grants,
  grantee: Grantee,
): boolean {
  const alone = operation === 'read' || operation === 'create' || operation === 'export';
  if (operation === 'update' && register.states?.editable.length === 0) return false;
  const notBy = notByOf(register, operation);
  const barred = register.scope.self?.every((column: string) => notBy.includes(column)) ?? false;
  const isAdmin = grantee.startsWith('admin:');
  return standings(register)
    .filter((standing) => !(barred && standing.includes('self')))
    .map((standing) => (isAdmin ? standing.filter((one) => one !== 'institution') : standing))
    .some((standing) => {
      const reaches = (grants: Grants) => listOf(grants[grantee]).some((relation) => standing.includes(relation));
      if (!alone && !reaches(register.access.read)) return false;
      return reaches(before) !== reaches(after);
    });
}

/** Somebody may write, approve or judge in his own cause. */
function ownCauseDefects(register: AnyRegister): Defect[] {
  return ['create', 'update', ...Object.keys(register.actions)].flatMap((operation) => {
    const notBy = notByOf(register, operation);
    return notBy.map((column) => ({
      name: `${operation}: not by ${column} forgotten`,
      register: withNotBy(
        register,
        operation,
        notBy.filter((one) => one !== column),
      ),
    }));
  });
}

function notByOf({ notBy, actions }: AnyRegister, operation: string): readonly string[] {
  if (operation === 'create' || operation === 'update') return notBy?.[operation] ?? [];
  return (actions as Record<string, Action>)[operation]?.notBy ?? [];
}

function withNotBy(register: AnyRegister, operation: string, notBy: readonly string[]): AnyRegister {
  if (operation in register.actions) return withAction(register, operation, { notBy });
  return { ...register, notBy: { ...register.notBy, [operation]: notBy } };
}

/** A column of the scope forgotten or taken for another. */
function scopeDefects(register: AnyRegister): Defect[] {
  const { scope } = register;
  const used = new Set(
    [...Object.keys(register.access), ...Object.keys(register.actions)].flatMap((operation) =>
      Object.values(grantsOf(register, operation)).flat(),
    ),
  );
  const others = Object.entries(register.fields as Record<string, Field>)
    .filter(([, field]) => field.kind.column === 'bigint')
    .map(([name]) => name);
  const defects: Defect[] = [];
  const add = (name: string, change: object) =>
    defects.push({ name, register: { ...register, scope: { ...scope, ...change } } });
  if (used.has('self')) {
    for (const column of scope.self ?? []) {
      const rest = scope.self?.filter((one: string) => one !== column) ?? [];
      add(`own by ${column} forgotten`, { self: rest });
      for (const other of others.filter((one) => !scope.self?.includes(one))) {
        add(`own by ${other} instead of ${column}`, { self: [...rest, other] });
      }
    }
  }
  if (used.has('custody')) {
    add('custody forgotten', { custody: undefined });
    if (scope.custody?.through)
      add('custody of the institution', { custody: { ...scope.custody, holder: 'institution_id' } });
  }
  if (used.has('assistance')) {
    add('assistance forgotten', { assistance: undefined });
    add('assistance of anybody', { assistance: { ...scope.assistance, staff: 'customer_id' } });
  }
  if (used.has('institution')) {
    add('institution forgotten', { ord: undefined });
    add('institution by id', scope.ordThrough ? { ord: 'institution_id' } : { ord: 'id' });
  }
  return defects;
}

/** Personal data that is shown, or not hidden from lists. */
function maskDefects(register: AnyRegister): Defect[] {
  return Object.entries(register.fields as Record<string, Field>)
    .filter(([, field]) => field.personal)
    .map(([name, field]) => ({
      name: `${name} without its mask`,
      register: { ...register, fields: { ...register.fields, [name]: { ...field, personal: false } } },
    }));
}

/** A fault in the predicate itself: how often it was met, and the queries as it leaves them. */
export type PredicateDefect = { name: string; plugin: KyselyPlugin; met(): number };

type Change = (fragments: readonly string[]) => string[] | null;

const replaced =
  (from: string, to: string): Change =>
  (fragments) =>
    fragments.includes(from) ? fragments.map((text) => (text === from ? to : text)) : null;

/** The range of an institution, being named, holding, and how they are joined, as `scoped` writes them. */
const PREDICATE_CHANGES: Readonly<Record<string, Change>> = {
  'range begins one later': within((text) => text.replace(' >= ', ' > ')),
  'range begins one earlier': within((text) => text.replace(' >= ', ' >= -1 + ')),
  'range ends one later': within((text) => text.replace(' < ', ' <= ')),
  'range ends one earlier': within((text) => text.replace(' < ', ' + 1 < ')),
  'range without beginning': within((text) => text.replace(' >= ', ' >= 0 * ')),
  'range without end': within((text) => text.replace(' < ', ' < 1000000 + ')),
  'either end is enough': within((text) => text.replace(' and ', ' or ')),
  'all relations at once': replaced(' or ', ' and '),
  'nobody is everybody': replaced('false', 'true'),
  'the bank is nobody': replaced('true', 'false'),
  'not mine': named((text) => text.replace(' = ', ' <> ')),
  'mine or later': named((text) => text.replace(' = ', ' >= ')),
};

/** Applies to the fragments of a range only: `(x >= a and x < b)`, also inside a lookup. */
function within(change: (text: string) => string): Change {
  return (fragments) =>
    fragments.includes(' >= ') || fragments.some((one) => one.endsWith(' >= ')) ? fragments.map(change) : null;
}

/** Applies to `x = me` only. */
function named(change: (text: string) => string): Change {
  return (fragments) => (fragments.length === 3 && fragments[1] === ' = ' ? fragments.map(change) : null);
}

class Changer extends OperationNodeTransformer {
  readonly #change: Change;
  #met = 0;

  constructor(change: Change) {
    super();
    this.#change = change;
  }

  get met(): number {
    return this.#met;
  }

  protected override transformRaw(node: RawNode): RawNode {
    const changed = this.#change(node.sqlFragments);
    if (changed) this.#met += 1;
    return super.transformRaw(changed ? { ...node, sqlFragments: changed } : node);
  }
}

export function predicateDefects(): PredicateDefect[] {
  return Object.entries(PREDICATE_CHANGES).map(([name, change]) => {
    const changer = new Changer(change);
    return {
      name,
      met: () => changer.met,
      plugin: {
        transformQuery: ({ node }) => changer.transformNode(node),
        transformResult: async ({ result }) => result,
      },
    };
  });
}
