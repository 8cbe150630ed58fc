import type { CivilDate } from '../calendar/index.ts';

/** Why a fact counts for a duty or does not; the web and the command line put it into words. */
export type FactVerdict =
  | 'counts'
  | 'countsInExtension'
  | 'takenByOlder'
  | 'sameDay'
  | 'retracted'
  | 'otherKind'
  | 'enteredLate'
  | 'notYet'
  | 'notNeeded'
  | 'otherPerson'
  | 'triggers'
  | 'answersLate'
  | 'answeredBefore'
  | 'discharges'
  | 'outsideWindow'
  | 'notTaken';

/** Times are texts of the bank's clock: `2026-03-05T14:30`, at midnight `2026-03-05`. */
export interface WitnessFact {
  key: string;
  kind: string;
  method: string | null;
  actor: string | null;
  occurredAt: string;
  recordedAt: string;
  reason: string | null;
  result: string | null;
  verdict: FactVerdict;
}

/** Somebody whom a limit measured on the first day of its row; one who does not count is only part of the whole. */
export interface WitnessMember {
  no: string;
  counts: boolean;
}

/** Days `[from, until)` of one tier and holder within the period, and the workdays that count of them. */
export interface WitnessSegment {
  from: CivilDate;
  until: CivilDate;
  need: number;
  holder: string | null;
  workdays: number;
  awayWorkdays: number;
}

/** The whole way from clause to status of one duty `D`. */
export interface Explanation<D> {
  duty: D;
  rulebookVersion: number;
  clause: { id: string; title: string; text: string } | null;
  title: string;
  shape: 'recurring' | 'response' | 'limit';
  /** For a recurring duty; null for a response. */
  arithmetic: { segments: WitnessSegment[]; eligibleWorkdays: number; periodWorkdays: number; weighted: number } | null;
  facts: WitnessFact[];
  /** For a limit on a state: customers held, or people, by number; else empty. */
  members: WitnessMember[];
  /** Years of the period whose calendar is not published. */
  provisionalYears: number[];
}
