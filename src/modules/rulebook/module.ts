import { rulebookErrors } from '../../kernel/rulebook/errors.ts';
import { defineModule } from '../../platform/module.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { calendarErrors } from './calendar/errors.ts';

export const rulebookModule = defineModule({
  id: 'rulebook',
  depends: [],
  endpoints: calendarEndpoints,
  errors: { ...rulebookErrors, ...calendarErrors },
});
