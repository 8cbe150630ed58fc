export { seedCalendar } from './calendar/seed.ts';
export { dutyScope } from './duties/duty-scope.ts';
export { issueRulebook } from './library/issue.ts';
export { assertCases, checkedRulebook, publishRulebook, tableWarnings } from './library/publish.ts';
export { readTemplate, TEMPLATES, type TemplateName } from './template/template.ts';
export { createScenario, deleteScenario, runScenario } from './what-if/scenario.ts';
export { type Compared, type ScenarioSummary, scenarioSummary } from './what-if/summary.ts';
