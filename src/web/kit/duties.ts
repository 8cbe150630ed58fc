import type { DutyStatus } from './status.ts';

/** A duty as lists show it. Instants are ISO strings; `until` is exclusive. */
export type Duty = {
  rule: string;
  clause: string;
  /** What the rule asks, in a few words: `本月走访 2 次`. */
  title: string;
  subjectType: 'customer' | 'staff' | 'institution';
  subjectId: number;
  subjectNo: string;
  subjectName: string;
  anchor: string;
  from: string;
  until: string;
  need: number;
  got: number;
  status: DutyStatus;
  workdaysLeft: number;
};

export function dutyId(duty: Pick<Duty, 'rule' | 'subjectId' | 'anchor'>): string {
  return `${duty.rule}/${duty.subjectId}/${duty.anchor}`;
}

const settled: ReadonlySet<DutyStatus> = new Set<DutyStatus>(['fulfilled', 'late', 'waived', 'void']);

function rank(duty: Duty): number {
  if (duty.status === 'breached') return 0;
  if (duty.status === 'open') return 1;
  if (duty.status === 'suspended') return 2;
  return settled.has(duty.status) ? 4 : 3;
}

/** Most urgent first: overdue, then what ends soonest; of those that end together, what lacks more. Settled ones last. */
export function byUrgency(a: Duty, b: Duty): number {
  return (
    rank(a) - rank(b) ||
    Date.parse(a.until) - Date.parse(b.until) ||
    b.need - b.got - (a.need - a.got) ||
    (dutyId(a) < dutyId(b) ? -1 : 1)
  );
}
