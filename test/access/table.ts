/**
 * Who may do what to which rows, and what he then sees: written by hand from the clauses and the pages, before looking at
 * any declaration, and compared with what the product does. The words are the bank's, not the declarations':
 * `own` he is named in the row · `held` its customer is in his hands · `helped` he assists with its customer · `below` it lies in his institution or under it ·
 * `all` the whole bank. `never` names the columns of those who must not be the one who acts.
 */
export type RegisterRow = {
  /** Columns that name the people whose own the row is. */
  own?: readonly string[];
  /** Where the row's institution stands: a column with its `ord`, or its customer. */
  lies?: string | 'customer';
  /** Where the holder stands: a column, or the row's customer. */
  holder?: string | 'customer';
  /** Whether whoever assists with the row's customer has any part in it. */
  helper?: true;
  read: string;
  create?: string;
  update?: string;
  export?: string;
  reveal?: string;
  acts?: Readonly<Record<string, string>>;
  /** Personal data: masked in lists, details and files; in clear only after `reveal`. */
  masked?: readonly string[];
};

const EVERYBODY = 'rm leader president business hr audit clerk none system security auditor: all';
const EVERY_POST = 'rm leader president business hr audit clerk none: own';
const WORKERS = 'rm leader president business clerk: own';
const SUPERIORS = 'leader president: below';
const CALLERS = 'leader president: below | business: all';
const PUBLISHERS = 'leader president: below | business hr audit: all';
const LOG_WRITERS = 'rm leader: own';
const ISSUERS = 'leader president business hr: below, never staff_id';
const TASK_GIVERS = 'leader president: own below | business: all, never assignee_id';

export const REGISTERS: Readonly<Record<string, RegisterRow>> = {
  // ORG-1, ORG-2: the tree and the roll are everybody's; personnel and the administrators of the system keep them.
  institution: {
    lies: 'ord',
    read: EVERYBODY,
    create: 'system: all',
    update: 'system: all',
    export: 'hr business audit system: all',
  },
  staff: {
    own: ['id'],
    lies: 'institution_ord',
    read: EVERYBODY,
    create: 'hr system: all',
    update: 'hr system: all',
    export: 'hr audit: all',
  },
  // ORG-2: an appointment is a right, so personnel and security give it, and nobody gives, changes or ends his own.
  appointment: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president: own below | business hr audit system security: all',
    create: 'hr security: all, never staff_id',
    update: 'hr security: all, never staff_id',
    export: 'hr audit: all',
    acts: { cancel: 'hr security: all, never staff_id' },
  },
  // CUS-3, CUS-6, CUS-15: customers are the holder's and his superiors'; who assists (协办) reads what he has to know and
  // takes nothing out; no administrator, no clerk and not personnel.
  customer: {
    lies: 'institution_ord',
    holder: 'holder_id',
    helper: true,
    read: 'rm: held helped | leader president: below | business audit: all',
    create: 'leader president: below | business: all',
    update: 'rm: held | leader president: below | business: all',
    export: 'rm: held | leader president: below | business audit: all',
    reveal: 'rm: held | leader president: below',
    masked: ['id_no', 'phone'],
  },
  // CUS-6: superiors distribute customers.
  custody: {
    lies: 'customer',
    holder: 'customer',
    helper: true,
    read: 'rm: held helped | leader president: below | business audit: all',
    create: 'leader president: below | business: all',
    export: 'leader president: below | business audit: all',
    acts: {
      handover: 'leader president: below | business: all',
      release: 'leader president: below | business: all',
      cancel: 'leader president: below | business: all',
    },
  },
  // CUS-17: from the core system only.
  balance: {
    lies: 'customer',
    holder: 'customer',
    helper: true,
    read: 'rm: held helped | leader president: below | business audit: all',
    export: 'president: below | business audit: all',
  },
  // DAY-7, DAY-8: written by who went, confirmed by another above him; it joins the customer's archive.
  visit: {
    own: ['staff_id'],
    lies: 'institution_ord',
    holder: 'customer',
    helper: true,
    read: 'rm: own held helped | leader president: own below | business audit: all',
    create: 'rm leader president: own',
    update: 'rm leader president: own',
    export: 'rm: own | leader president: below | business audit: all',
    acts: {
      submit: 'rm leader president: own',
      confirm: `${SUPERIORS}, never staff_id`,
      return: `${SUPERIORS}, never staff_id`,
      retract: 'rm leader president: own',
    },
  },
  // DAY-15: one asks for oneself, a superior decides, personnel and audit look on.
  leave: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm business clerk: own | leader president: own below | hr audit: all',
    create: WORKERS,
    update: WORKERS,
    export: `${SUPERIORS} | hr audit: all`,
    acts: {
      approve: `${SUPERIORS}, never staff_id`,
      refuse: `${SUPERIORS}, never staff_id`,
      return: WORKERS,
      cancel: WORKERS,
    },
  },
  // DAY-5, DAY-6, DAY-18: one writes down one's own going out; superiors take note of it, never of their own.
  outing: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm business clerk: own | leader president: own below | hr audit: all',
    create: WORKERS,
    update: WORKERS,
    export: `${SUPERIORS} | hr audit: all`,
    acts: { depart: WORKERS, return: WORKERS, cancel: WORKERS, acknowledge: `${SUPERIORS}, never staff_id` },
  },
  // DAY-5: where one was belongs to oneself: only he can take the place away; nobody takes lists of places out.
  outing_stop: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm business clerk: own | leader president: own below | hr audit: all',
    create: WORKERS,
    update: WORKERS,
    reveal: 'rm business clerk: own | leader president: own below',
    acts: { arrive: WORKERS, forget: WORKERS, skip: WORKERS },
    masked: ['phone', 'arrival_position'],
  },
  // DAY-16: the assignee reports; who gave the task, or stands above, accepts, chases and cancels, never his own work.
  task: {
    own: ['assignee_id', 'issuer_id'],
    lies: 'institution_ord',
    read: 'rm hr clerk none: own | leader president: own below | business: all | audit: all',
    create: 'leader president: below | business: all',
    export: 'leader president: below | business audit: all',
    acts: {
      report: `${EVERY_POST}, never issuer_id`,
      accept: TASK_GIVERS,
      return: TASK_GIVERS,
      chase: TASK_GIVERS,
      postpone: TASK_GIVERS,
      cancel: TASK_GIVERS,
    },
  },
  // DAY-1 … DAY-4: leaders call and file the meetings of what they lead; its people read them; all of the bank for those
  // who oversee it.
  meeting: {
    lies: 'institution_ord',
    read: 'leader president rm clerk: below | business hr audit: all',
    create: CALLERS,
    update: CALLERS,
    export: 'leader president: below | business hr audit: all',
    acts: { close: CALLERS, write: CALLERS, file: CALLERS, cancel: CALLERS },
  },
  'meeting-series': {
    lies: 'institution_ord',
    read: 'leader president rm clerk: below | business hr audit: all',
    create: CALLERS,
    update: CALLERS,
    export: 'leader president: below | business hr audit: all',
    acts: { end: CALLERS, resume: CALLERS },
  },
  // DAY-17: whoever publishes follows who has read; the reader's side is an endpoint of its own.
  notice: {
    lies: 'institution_ord',
    read: PUBLISHERS,
    create: PUBLISHERS,
    update: PUBLISHERS,
    export: PUBLISHERS,
    acts: { publish: PUBLISHERS, chase: PUBLISHERS, withdraw: PUBLISHERS },
  },
  // DAY-9, DAY-10: one writes one's own log, the superior reads it and comments, nobody his own.
  daily_log: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm: own | leader: own below | president: below | business audit: all',
    create: LOG_WRITERS,
    update: LOG_WRITERS,
    export: 'rm: own | leader president: below | business audit: all',
    acts: { submit: LOG_WRITERS, reopen: LOG_WRITERS, read: `${SUPERIORS}, never staff_id` },
  },
  // DAY-10: a superior writes down what he was told by telephone, never what he told himself.
  phone_report: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm: own | leader: own below | president: below | audit: all',
    create: `${SUPERIORS}, never staff_id`,
    update: `${SUPERIORS}, never staff_id`,
    export: 'audit: all',
  },
  // DAY-11: raised by one, answered by a superior, heard by the one who raised it.
  problem: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm: own | leader: own below | president: below | business audit: all',
    create: LOG_WRITERS,
    update: LOG_WRITERS,
    export: 'leader president: below | business audit: all',
    acts: { report: `${SUPERIORS}, never staff_id`, answer: `${SUPERIORS}, never staff_id`, hear: LOG_WRITERS },
  },
  // DAY-12: plans and reports go to the superior.
  work_paper: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm: own | leader: own below | president: below | business audit: all',
    create: LOG_WRITERS,
    update: LOG_WRITERS,
    export: 'leader president: below | business audit: all',
    acts: { submit: LOG_WRITERS, reopen: LOG_WRITERS, read: `${SUPERIORS}, never staff_id` },
  },
  // ASM-1 … ASM-3: filed by one above, confirmed by another; the person concerned has no hand in it.
  incident: {
    own: ['staff_id', 'filed_by'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    create: 'leader president business: below | audit: all, never staff_id',
    update: 'leader president business: below | audit: all, never staff_id',
    export: 'business: below | audit: all',
    acts: {
      confirm: 'leader president business: below, never staff_id filed_by',
      dismiss: 'leader president business: below, never staff_id filed_by',
      withdraw: 'leader president business: below | audit: all, never staff_id',
    },
  },
  // ASM-4: a ladder proposes, a superior issues and accepts, the person answers; only the clock lets a proposal lapse.
  measure: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    export: 'business hr: below | audit: all',
    acts: {
      issue: ISSUERS,
      decline: ISSUERS,
      reply: EVERY_POST,
      accept: ISSUERS,
      return: ISSUERS,
      revoke: ISSUERS,
    },
  },
  // ASM-16: what somebody earns is his and personnel's; nobody enters his own, and no superior sees it.
  'monthly-wage': {
    own: ['staff_id'],
    read: 'rm clerk none leader president business audit: own | hr: all',
    create: 'hr: all, never staff_id',
    update: 'hr: all, never staff_id',
    export: 'hr: all',
  },
  // ORG-4, ORG-6, ASM-10: a closing proposes, somebody above with the authority decides, nobody his own grade.
  'grade-proposal': {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    export: 'hr: below | audit: all',
    acts: { approve: ISSUERS, refuse: ISSUERS },
  },
  // DAY-13: who orders a draw and who is to check know whom it named; nobody else is to be able to warn them. Audit may look.
  'spot-check': {
    own: ['ordered_by', 'checker_id'],
    lies: 'institution_ord',
    read: 'leader president business: own | audit: all',
    create: 'leader president business: below | audit: all',
    export: 'audit: all',
  },
  // DAY-13: the person is told with the finding, and with it those above him; nobody checks or judges himself.
  'post-check': {
    own: ['informed_id', 'checker_id', 'ordered_by'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    export: 'president business hr: below | audit: all',
    acts: {
      pass: 'leader president business audit: own, never staff_id',
      report: 'leader president business audit: own, never staff_id',
      drop: 'leader president business audit: own, never staff_id',
      answer: `${EVERY_POST}, never checker_id ordered_by`,
      charge: 'leader president business: own below | audit: all, never staff_id',
      excuse: 'leader president business: own below | audit: all, never staff_id',
    },
  },
  // DAY-14: a superior writes about somebody's day, never about his own; the person answers; personnel and audit look on.
  attendance: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    create: `${SUPERIORS}, never staff_id`,
    export: 'leader president hr: below | audit: all',
    acts: {
      answer: `${EVERY_POST}, never noted_by`,
      charge: `${SUPERIORS}, never staff_id`,
      excuse: `${SUPERIORS}, never staff_id`,
      withdraw: `${SUPERIORS}, never staff_id`,
    },
  },
  // RUL-1: the business department of the head office writes; another of it, or a head there, approves.
  'rulebook-draft': {
    own: ['author_id', 'submitted_by'],
    lies: 'institution_ord',
    read: 'business leader president: below | audit: all',
    create: 'business: below',
    update: 'business: below',
    acts: {
      submit: 'business: below',
      approve: 'business leader president: below, never author_id submitted_by',
      return: 'business leader president: below',
      publish: 'business: below',
      abandon: 'business: below',
    },
  },
  // ASM-5: whoever bears duties may appeal; those above the leader decide, never one's own.
  appeal: {
    own: ['staff_id'],
    lies: 'institution_ord',
    read: 'rm clerk none: own | leader president business hr: own below | audit: all',
    create: EVERY_POST,
    update: EVERY_POST,
    export: 'business: below | audit: all',
    acts: {
      uphold: 'president business: below, never staff_id',
      overturn: 'president business: below, never staff_id',
      withdraw: EVERY_POST,
    },
  },
};

export type Relation = 'own' | 'held' | 'helped' | 'below' | 'all';
export type Rule = { relations: Readonly<Record<string, readonly Relation[]>>; never: readonly string[] };

/** Reads `rm: own held | hr audit: all, never staff_id`. */
export function ruleOf(text: string | undefined): Rule {
  const [grants = '', never = ''] = (text ?? '').split(', never ');
  const relations: Record<string, Relation[]> = {};
  for (const part of grants.split(' | ').filter((one) => one !== '')) {
    const [who = '', what = ''] = part.split(': ');
    for (const role of who.split(' ')) relations[role] = what.split(' ') as Relation[];
  }
  return { relations, never: never === '' ? [] : never.split(' ') };
}
