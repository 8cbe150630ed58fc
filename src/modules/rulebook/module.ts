import { rulebookErrors } from '../../kernel/rulebook/errors.ts';
import { defineModule } from '../../platform/module.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { calendarImporter } from './calendar/calendar.importer.ts';
import { calendarErrors } from './calendar/errors.ts';
import { draftEndpoints } from './drafts/drafts.endpoints.ts';
import { draftErrors } from './drafts/errors.ts';
import { servedDraft } from './drafts/save-content.ts';
import { dutyEndpoints } from './duties/duties.endpoints.ts';
import { dutyErrors } from './errors.ts';
import { factsImporter } from './facts/facts.importer.ts';
import { libraryEndpoints } from './library/library.endpoints.ts';
import { scenarioErrors } from './what-if/errors.ts';

export const rulebookModule = defineModule({
  id: 'rulebook',
  depends: [],
  registers: [servedDraft],
  importers: [calendarImporter, factsImporter],
  endpoints: [...calendarEndpoints, ...libraryEndpoints, ...draftEndpoints, ...dutyEndpoints],
  errors: { ...rulebookErrors, ...calendarErrors, ...draftErrors, ...dutyErrors, ...scenarioErrors },
});
