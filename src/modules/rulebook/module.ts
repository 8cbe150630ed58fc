import { rulebookErrors } from '../../kernel/rulebook/errors.ts';
import { defineModule } from '../../platform/module.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { calendarImporter } from './calendar/calendar.importer.ts';
import { calendarErrors } from './calendar/errors.ts';
import { dutyEndpoints } from './duties/duties.endpoints.ts';
import { dutyErrors } from './errors.ts';
import { libraryEndpoints } from './library/library.endpoints.ts';

export const rulebookModule = defineModule({
  id: 'rulebook',
  depends: [],
  importers: [calendarImporter],
  endpoints: [...calendarEndpoints, ...libraryEndpoints, ...dutyEndpoints],
  errors: { ...rulebookErrors, ...calendarErrors, ...dutyErrors },
});
