import type { FactVerdict, WitnessFact } from '../../kernel/rulebook/explanation.ts';
import { localTime } from './report.ts';

/** A fact as the explanations' queries yield it. */
export interface RawFact {
  key: string;
  kind: string;
  method: string | null;
  actor: string | null;
  occurred_at: Date;
  recorded_at: Date;
  reason: string | null;
  result: string | null;
  verdict: FactVerdict;
}

/** In the bank's local time. */
export function toWitness(row: RawFact, zone: string): WitnessFact {
  return {
    key: row.key,
    kind: row.kind,
    method: row.method,
    actor: row.actor,
    occurredAt: localTime(row.occurred_at, zone),
    recordedAt: localTime(row.recorded_at, zone),
    reason: row.reason,
    result: row.result,
    verdict: row.verdict,
  };
}
