/** What `GET /api/rulebook/readings` answers. */
export type Reading = {
  version: number;
  regulation: string;
  title: string;
  issuer: string;
  effectiveOn: string;
  readAt: string | null;
  questions: number;
  passedAt: string | null;
};

export type ReadingText = {
  regulation: {
    id: string;
    title: string;
    chapters: { title: string; clauses: { id: string; title: string; text: string }[] }[];
  };
  questions: { clause: string; question: string; options: string[] }[];
};

/** What `GET /api/rulebook/readings/progress` answers. */
export type Progress = {
  version: number;
  regulation: string;
  title: string;
  effectiveOn: string;
  concerned: number;
  read: number;
  passed: number | null;
  institutions: { id: number; name: string; concerned: number; read: number; passed: number }[];
  missing: { staffId: number; no: string; name: string; institution: string; read: boolean }[];
};

export const readingsPath = '/api/rulebook/readings';
export const readingPath = ({ version, regulation }: Pick<Reading, 'version' | 'regulation'>) =>
  `${readingsPath}/${version}/${encodeURIComponent(regulation)}`;

export function isSettled({ readAt, questions, passedAt }: Reading): boolean {
  return readAt !== null && (questions === 0 || passedAt !== null);
}
