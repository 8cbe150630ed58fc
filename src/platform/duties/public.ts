export { BANK_CALENDAR, loadCalendars } from './calendars.ts';
export { runCases } from './cases.ts';
export { selectorCondition } from './compile/selector.ts';
export type { NewFact } from './count-fact.ts';
export { countFacts, type NewFacts } from './count-facts.ts';
export { declaredVocabulary, declareVocabulary } from './engine.ts';
export type { Evaluation } from './evaluate.ts';
export { type Explanation, explainDuty } from './explain.ts';
export { lexiconOf } from './lexicon.ts';
export {
  advance,
  type ChangedOffice,
  type EvaluationResult,
  evaluateAll,
  foldStale,
  markAllStale,
  markOfficesStale,
  readWatermark,
  refreshDuties,
  type Touched,
  touchedBy,
} from './live.ts';
export { defineNewFact } from './new-fact.ts';
export { planFor } from './plan.ts';
export { type DutyRow, evaluateDuties, localTime } from './report.ts';
export { type Tally, tallyDuties } from './tally.ts';
export { loadVersions } from './versions.ts';
export { mergeVocabulary, type Vocabulary, vocabularyOf } from './vocabulary.ts';
export { runTrial, type Trial, type TrialWatch } from './what-if/what-if.ts';
export { wordsOf } from './words.ts';
