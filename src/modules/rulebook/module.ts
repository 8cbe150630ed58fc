import { rulebookErrors } from '../../kernel/rulebook/errors.ts';
import { defineModule } from '../../platform/module.ts';
import { asOfEndpoints } from './as-of/as-of.endpoints.ts';
import { asOfErrors } from './as-of/errors.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { calendarImporter } from './calendar/calendar.importer.ts';
import { calendarErrors } from './calendar/errors.ts';
import { draftEndpoints } from './drafts/drafts.endpoints.ts';
import { draftErrors } from './drafts/errors.ts';
import { servedDraft } from './drafts/save-content.ts';
import { dutyEndpoints } from './duties/duties.endpoints.ts';
import { dutyErrors } from './errors.ts';
import { executionEndpoints } from './execution/execution.endpoints.ts';
import { refreshExecution } from './execution/refresh.ts';
import { factsImporter } from './facts/facts.importer.ts';
import { libraryEndpoints } from './library/library.endpoints.ts';
import { versionEndpoints } from './library/versions.endpoints.ts';
import { readingErrors } from './reading/errors.ts';
import { readingEndpoints } from './reading/reading.endpoints.ts';
import { rulebookWaiting } from './waiting.ts';
import { scenarioErrors } from './what-if/errors.ts';
import { scenarioEndpoints } from './what-if/scenarios.endpoints.ts';
import { whatIfTask } from './what-if/task.ts';

export const rulebookModule = defineModule({
  id: 'rulebook',
  depends: ['organisation'],
  registers: [servedDraft],
  importers: [calendarImporter, factsImporter],
  endpoints: [
    ...calendarEndpoints,
    ...libraryEndpoints,
    ...versionEndpoints,
    ...draftEndpoints,
    ...readingEndpoints,
    ...dutyEndpoints,
    ...scenarioEndpoints,
    ...executionEndpoints,
    ...asOfEndpoints,
  ],
  tasks: { 'what-if': whatIfTask },
  daily: [refreshExecution],
  waiting: rulebookWaiting,
  errors: {
    ...rulebookErrors,
    ...calendarErrors,
    ...draftErrors,
    ...readingErrors,
    ...dutyErrors,
    ...scenarioErrors,
    ...asOfErrors,
  },
});
