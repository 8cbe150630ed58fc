import type { Role } from '../../../../kernel/access/roles.ts';

export type RuleView = {
  id: string;
  clause: string;
  title: string;
  shape: 'recurring' | 'response';
  sentence: string;
  /** Names of the parameters that its figures come from. */
  parameters: string[];
  points: { table: string; item: string; label: string; points: string } | null;
};

export type ClauseView = { id: string; title: string; text: string };
export type ChapterView = { title: string; clauses: ClauseView[] };
/** `readers`: who must read it; absent: everybody. */
export type RegulationView = {
  id: string;
  title: string;
  issuer: string;
  scope: string;
  readers?: Role[];
  chapters: ChapterView[];
};
export type ParameterView = { name: string; label: string; value: string; unit: string; clause: string };

/** What `GET /api/rulebook` answers. */
export type RulebookView = {
  title: string;
  version: number;
  effectiveOn: string;
  until: string | null;
  regulations: RegulationView[];
  rules: RuleView[];
  parameters: ParameterView[];
  pointsTables: { id: string; clause: string; title: string; items: { id: string; label: string; points: string }[] }[];
};

/** How a rule stands in its period in progress, as `GET /api/rulebook/results` answers. */
export type RuleResult = {
  rule: string;
  period: string;
  duties: number;
  fulfilled: number;
  open: number;
  breached: number;
  late: number;
  waived: number;
  void: number;
};
