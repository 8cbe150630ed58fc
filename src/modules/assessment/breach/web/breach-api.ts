import { api } from '../../../../web/api/client.ts';
import type { BreachState } from '../../../../web/kit/status.ts';

/** A breach as `GET /api/breaches` answers it; instants are ISO texts. */
export type Breach = {
  id: number;
  rule: string;
  clause: string;
  title: string;
  subjectType: 'customer' | 'staff' | 'institution';
  subjectId: number;
  subjectNo: string | null;
  subjectName: string | null;
  anchor: string;
  period: string;
  bearerId: number | null;
  bearerNo: string | null;
  bearer: string | null;
  institution: string | null;
  breachedAt: string;
  judgeableAt: string;
  need: number;
  got: number;
  state: BreachState;
  judgedBy: string | null;
  judgedAt: string | null;
  reason: string | null;
  version: number;
  points: string | null;
  review: boolean;
  mayJudge: boolean;
};

export type Judgement = 'confirm' | 'dismiss';

type Refused = { id: number; problems: { text: string }[] };

export const breachesPath = '/api/breaches';
export const breachPath = (id: number | string) => `${breachesPath}/${id}`;

export const judge = (breach: Breach, judgement: Judgement, reason: string): Promise<Breach> =>
  api.post(`${breachPath(breach.id)}/judge`, { version: breach.version, judgement, reason });

export const judgeMany = (
  breaches: readonly Breach[],
  judgement: Judgement,
  reason: string,
): Promise<{ done: number; refused: Refused[] }> =>
  api.post(`${breachesPath}/judge`, {
    judgement,
    reason,
    items: breaches.map(({ id, version }) => ({ id, version })),
  });

/** The key by which the explanation of the breached duty is asked for. */
export const dutyOf = ({ rule, subjectId, anchor }: Breach) => ({ rule, subject: subjectId, anchor });
