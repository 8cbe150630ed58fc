import { rulebookErrors } from '../../kernel/rulebook/errors.ts';
import { defineModule } from '../../platform/module.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { calendarImporter } from './calendar/calendar.importer.ts';
import { calendarErrors } from './calendar/errors.ts';

export const rulebookModule = defineModule({
  id: 'rulebook',
  depends: [],
  importers: [calendarImporter],
  endpoints: calendarEndpoints,
  errors: { ...rulebookErrors, ...calendarErrors },
});
