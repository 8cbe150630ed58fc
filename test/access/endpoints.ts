/**
 * Who may call the endpoints that no register derives: written by hand from the clauses and the homes of the roles, before
 * looking at any declaration. `who` names roles and administrators as the table of registers does, or everybody: `anyone`
 * signed in or not, `secret` whoever has the address, `signed-in` whoever has an account.
 */
export type EndpointRow = {
  who: string;
  /**
   * Whose row it names: a register of the table, or a kind of `strange-rows.ts`. Whoever may not read it is told that there
   * is none.
   */
  row?: string;
  /** A request that is sound in itself, so that only the row can be refused. */
  body?: Readonly<Record<string, unknown>>;
  /** Where the path does not name the row: `customer=ROW`. */
  query?: string;
};

const of = (who: string, row: string, body?: EndpointRow['body']): EndpointRow => ({ who, row, ...(body && { body }) });

const SERVING = 'rm leader president';
const WORKERS = 'rm leader president business clerk';
const SUPERIORS = 'leader president';
const JUDGES = 'leader president business';
const SEES_CUSTOMERS = 'rm leader president business audit';
const SEES_OUTINGS = 'rm leader president business clerk hr audit';
const REGULATORS = 'business leader president audit';
const OVERSEERS = 'leader president business hr audit';

export const ENDPOINTS: Readonly<Record<string, string | EndpointRow>> = {
  // Signing in, and what is one's own at the machine.
  'system.session.read': 'anyone',
  'system.session.open': 'anyone',
  'system.session.close': 'anyone',
  'system.session.password': 'signed-in',
  'system.totp.enrol': 'signed-in',
  'system.totp.confirm': 'signed-in',
  'system.totp.remove': 'signed-in',
  'system.sessions.list': 'signed-in',
  'system.sessions.end': of('signed-in', 'session'),
  'system.demo-accounts': 'anyone',
  'registers.words': 'signed-in',
  'saved-views.list': 'signed-in',
  'saved-views.save': 'signed-in',
  'saved-views.drop': of('signed-in', 'saved-view'),
  'tasks.list': 'signed-in',
  'tasks.count': 'signed-in',
  'tasks.get': of('signed-in', 'background-task'),
  'tasks.cancel': of('signed-in', 'background-task'),
  'files.get': of('signed-in', 'file'),
  'messages.list': 'signed-in',

  // The three administrations are separate: security gives and takes accounts, the others only look; audit reads the chain.
  'system.accounts.list': 'system security auditor',
  'system.accounts.create': 'security',
  'system.accounts.reset': 'security',
  'system.accounts.role': 'security',
  'system.accounts.disable': 'security',
  'system.accounts.enable': 'security',
  'system.accounts.unlock': 'security',
  'system.accounts.totp-reset': 'security',
  // Whoever runs the system sees how it is, and no customer.
  'system.health': 'system',
  'system.audit.list': 'audit auditor',
  'system.audit.watch': 'audit auditor',
  'system.audit.chain': 'audit auditor',
  'system.audit.verify': 'audit auditor',

  // ASM-4, ASM-5: what is dismissed is business, which the audit administrator does not see.
  'oversight.judgements': 'audit',

  // Whoever writes a register may bring in a file of it; batch files (CUS-17) are refused to others by the handler, as a
  // kind that is not there for them.
  'importers.list': 'signed-in',
  'importers.template': 'signed-in',
  'imports.preview': 'signed-in',
  'imports.start': 'signed-in',

  // CUS-2, CUS-12: customers and contacts are the holder's and his superiors'.
  'customer.duties': of(SEES_CUSTOMERS, 'customer'),
  'customer.timeline': of(SEES_CUSTOMERS, 'customer'),
  'customer.balances': of(SEES_CUSTOMERS, 'customer'),
  'contact.record': of(SERVING, 'customer', { method: 'phone', occurred_at: '2026-03-04T10:00:00+08:00' }),
  'contact.correct': of(SERVING, 'contact', { id: 1, method: 'phone', occurred_at: '2026-03-04T10:00:00+08:00' }),
  'contact.retract': of(SERVING, 'contact', { id: 1, reason: '重复登记' }),
  // ORG-18: what somebody serves is his, his superiors' and those who answer for all.
  'staff.portfolio': of('rm leader president business hr audit', 'person'),

  // ORG-2, ORG-8: the roster is personnel's; leaders have their own team's page.
  'people.roster': 'hr',

  // DAY-7, DAY-8.
  'daily.visit.record': SERVING,
  'daily.visit.written': of('rm leader president business audit', 'visit'),
  'daily.visit.prefill': { who: SERVING, row: 'customer', query: 'customer=ROW' },
  'daily.confirmations': SUPERIORS,
  'daily.confirmations.count': SUPERIORS,
  // DAY-19: the day of those who work in the field and of those who lead them; hr, audit and administrators have homes of their own.
  'daily.my-day': WORKERS,
  'daily.my-standing': WORKERS,
  'daily.my-agenda': WORKERS,
  'daily.calendar': 'signed-in',
  'daily.calendar.feed': 'signed-in',
  'daily.calendar.subscribe': 'signed-in',
  'daily.calendar.revoke': 'signed-in',
  'daily.calendar.read': 'secret',
  'daily.team': SUPERIORS,
  'daily.team.day': of(SUPERIORS, 'person'),
  'daily.branch': 'president',
  // DAY-1 … DAY-4: everybody signs in for himself; who leads calls the roll.
  'meetings.mine': 'signed-in',
  'meetings.sign-in': of('signed-in', 'sheet'),
  'meetings.apologise': of('signed-in', 'sheet', { reason: '出差' }),
  'meetings.sheet': of('signed-in', 'meeting'),
  'meetings.roll': of(JUDGES, 'meeting', { staff: 9, status: 'present' }),
  'meetings.code': of(JUDGES, 'meeting'),
  'meetings.decide': of(JUDGES, 'meeting', { title: '回访', assignee_id: 9, due_at: '2026-03-09T17:00:00+08:00' }),
  'meetings.decisions': of('signed-in', 'meeting'),
  'meetings.month': 'signed-in',
  // DAY-17: everybody reads what is sent to him; who publishes follows.
  'notices.mine': 'signed-in',
  'notices.read': of('signed-in', 'receipt'),
  'notices.receipts': of(OVERSEERS, 'notice'),
  // DAY-5, DAY-18.
  'daily.outing.register': WORKERS,
  'daily.outing.step': WORKERS,
  'daily.outing.board': SEES_OUTINGS,
  'daily.outing.book': SEES_OUTINGS,
  // DAY-15: the book is personnel's and audit's too, with what is left open in it.
  'daily.leave.book': SEES_OUTINGS,
  'daily.leave.matters': of(SEES_OUTINGS, 'leave'),
  // DAY-9 … DAY-12.
  'daily.log.draft': 'rm leader',
  'daily.log.record': 'rm leader',
  'daily.log.day': SUPERIORS,
  'daily.log.unread': SUPERIORS,
  'daily.log.read-one': of(SUPERIORS, 'daily_log', { version: 1 }),
  'daily.problems.report': SUPERIORS,
  'daily.paper.draft': 'rm leader',
  'daily.paper.record': 'rm leader',

  // DAY-13: the photo is taken by who checks and seen by whoever sees the finding; a draw is recomputed by those it names.
  'discipline.post-check.photo': of('leader president business audit', 'post-check'),
  'discipline.post-check.photo.read': of('signed-in', 'post-check'),
  'discipline.spot-check.verify': of('signed-in', 'drawn'),
  // DAY-14: one's own month, or that of those one answers for.
  'discipline.attendance.sheet': 'signed-in',
  'discipline.attendance.file': OVERSEERS,
  'discipline.attendance.fill': SUPERIORS,

  // RUL-1, RUL-5: the regulations bind everybody, so everybody reads them and what they make of his own facts.
  'rulebook.rule': 'signed-in',
  'rulebook.clause': 'signed-in',
  'rulebook.read': 'signed-in',
  'rulebook.results': 'signed-in',
  'rulebook.versions': 'signed-in',
  'rulebook.compare': 'signed-in',
  'rulebook.vocabulary': 'signed-in',
  'rulebook.readings': 'signed-in',
  'rulebook.reading.text': 'signed-in',
  'rulebook.reading.confirm': 'signed-in',
  'rulebook.reading.quiz': 'signed-in',
  'rulebook.readings.progress': OVERSEERS,
  'rulebook.duties.list': 'signed-in',
  'rulebook.duties.explain': 'signed-in',
  'rulebook.duties.waive': JUDGES,
  'rulebook.duties.retract-waiver': JUDGES,
  'rulebook.duties.waivers': 'signed-in',
  // RUL-5: any day of anybody, for those who may see what he owes.
  'rulebook.as-of': { who: 'signed-in', row: 'standing', query: 'staff=ROW&day=2026-03-02' },
  // RUL-4.
  'rulebook.calendar.years': 'signed-in',
  'rulebook.calendar.year': 'signed-in',
  'rulebook.calendar.set-days': 'business system',
  'rulebook.calendar.publish': 'business system',
  // RUL-1, RUL-2, RUL-6: the business department drafts and tries; heads approve, audit looks on.
  'rulebook.draft.compare': of(REGULATORS, 'rulebook-draft'),
  'rulebook.draft.content': of(REGULATORS, 'rulebook-draft'),
  'rulebook.draft.save': of('business', 'rulebook-draft', { version: 1, content: {} }),
  'rulebook.draft.merge': of('business', 'rulebook-draft', { version: 1 }),
  'rulebook.draft.preview': of(REGULATORS, 'rulebook-draft', { rule: 'CUS-1a', content: {} }),
  'rulebook.draft.cases': of(REGULATORS, 'rulebook-draft', { rule: 'CUS-1a', content: {} }),
  'rulebook.scenarios.start': 'business',
  'rulebook.scenarios.list': 'business audit',
  'rulebook.scenarios.read': 'business audit',
  'rulebook.scenarios.duties': 'business audit',
  'rulebook.scenarios.delete': 'business',
  // RUL-7.
  'rulebook.execution': REGULATORS,
  'rulebook.execution.rule': REGULATORS,

  // ASM-1 … ASM-5: everybody sees what is held against him; superiors judge.
  'assessment.breaches.list': 'signed-in',
  'assessment.breaches.waiting': JUDGES,
  'assessment.breaches.get': of('signed-in', 'breach'),
  'assessment.breaches.judge': of(JUDGES, 'breach', { version: 1, judgement: 'confirm', reason: '核查属实' }),
  'assessment.breaches.judge-many': JUDGES,
  'assessment.points': { who: 'signed-in', row: 'standing', query: 'staff=ROW' },
  'assessment.points-tables': 'signed-in',
  // ASM-16.
  'assessment.deductions': { who: 'signed-in', row: 'standing', query: 'staff=ROW' },
  'assessment.acts.link': JUDGES,
  'assessment.acts.dissolve': of(JUDGES, 'act', { reason: '不是同一行为' }),
  // ASM-6, ASM-7.
  'assessment.scores.list': 'signed-in',
  'assessment.scores.get': 'signed-in',
  'assessment.scores.rows': 'signed-in',
  'assessment.scores.enter': 'leader president business hr',
  'assessment.scores.close': 'leader president business hr',
};

export function endpointRow(id: string): EndpointRow | undefined {
  const row = ENDPOINTS[id];
  return typeof row === 'string' ? { who: row } : row;
}

/** Whether somebody of these posts may knock at all. */
export function mayCall({ who }: EndpointRow, roles: readonly string[] | null): boolean {
  if (who === 'anyone' || who === 'secret') return true;
  if (roles === null) return false;
  return who === 'signed-in' || who.split(' ').some((role) => roles.includes(role));
}
