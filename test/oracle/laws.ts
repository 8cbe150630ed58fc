import { dayOf, type Instant, midnight, nextDay } from './days.ts';
import { chains, type DutyRow, type FactVersion, type History, keyOf } from './history.ts';

/** The metamorphic laws of RULES.md: a change of a history that must not change what is owed, asked with `known`. */
export interface Law {
  title: string;
  change(history: History, known: Instant): History;
  /** Rows that only the changed history has and may have. */
  isNew(row: DutyRow): boolean;
}

const STRANGER = 'X-1';
const NOBODY = 'X';
const GHOST = 'ghost-';

export const LAWS: Law[] = [
  {
    title: '到达次序无关:同日之内倒序录入,各表倒序排列,结果不变',
    change: (history, known) => ({
      ...history,
      facts: chains(history.facts, keyOf.fact)
        .map((chain) => (chain.length === 1 ? chain.map((fact) => arrivingMirrored(fact, known)) : chain))
        .reverse()
        .flat(),
      custody: chains(history.custody, keyOf.custody).reverse().flat(),
      balances: chains(history.balances, keyOf.balance).reverse().flat(),
      leaves: chains(history.leaves, keyOf.leave).reverse().flat(),
      calendar: chains(history.calendar, keyOf.calendar).reverse().flat(),
      waivers: history.waivers.toReversed(),
      appointments: history.appointments.toReversed(),
    }),
    isNew: () => false,
  },
  {
    title: '无关的事实不改变任何结果:别的客户的联系,谁也不问的事实',
    change: (history) => ({
      ...history,
      staff: [...history.staff, NOBODY],
      customers: [
        ...history.customers,
        { no: STRANGER, openedOn: '2020-01-01', institution: 'H', recordedAt: '2024-12-02T00:00' },
      ],
      facts: [
        ...history.facts,
        ...history.facts.map((fact) => ({
          ...fact,
          key: `X${fact.key}`,
          customer: STRANGER,
          actor: NOBODY,
          ref: null,
        })),
        ...history.facts.map((fact) => ({ ...fact, kind: 'nobody.asks' })),
      ],
    }),
    isNew: (row) => row.subject === STRANGER,
  },
  {
    title: '先录入后撤回等于没有录入',
    change: (history, known) => ({
      ...history,
      facts: [
        ...history.facts,
        ...history.facts
          .filter((fact) => fact.recordedAt <= known)
          .map((fact) => ({ ...fact, key: `${GHOST}${fact.key}`, retracted: false })),
        ...history.facts.map((fact) => ({ ...fact, key: `${GHOST}${fact.key}`, retracted: true, recordedAt: known })),
      ],
    }),
    isNew: (row) => row.status === 'void' && row.anchor.startsWith(GHOST),
  },
  {
    title: '以旧日所知重算,日后所知不留痕迹',
    change: knownOnly,
    isNew: () => false,
  },
];

/** Its entry moves to the other end of the day it arrived on, if that whole day is known. */
function arrivingMirrored(fact: FactVersion, known: Instant): FactVersion {
  const day = dayOf(fact.recordedAt);
  if (midnight(nextDay(day)) > known) return fact;
  const minutes = 24 * 60 - 1 - (Number(fact.recordedAt.slice(11, 13)) * 60 + Number(fact.recordedAt.slice(14)));
  const two = (n: number) => String(n).padStart(2, '0');
  return { ...fact, recordedAt: `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

export function knownOnly(history: History, known: Instant): History {
  const upTo = <V extends { recordedAt: Instant }>(list: V[]) => list.filter((v) => v.recordedAt <= known);
  const standing = <V extends { recordedAt: Instant; supersededAt: Instant | null }>(list: V[]) =>
    upTo(list).map((v) => (v.supersededAt !== null && v.supersededAt > known ? { ...v, supersededAt: null } : v));
  return {
    ...history,
    customers: upTo(history.customers),
    custody: upTo(history.custody),
    balances: upTo(history.balances),
    facts: upTo(history.facts),
    leaves: upTo(history.leaves),
    calendar: upTo(history.calendar),
    waivers: standing(history.waivers),
    appointments: standing(history.appointments),
  };
}
