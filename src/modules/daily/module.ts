import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { contactsImporter } from './contacts.importer.ts';
import { dailyVocabulary } from './daily.vocabulary.ts';
import { dailyErrors } from './errors.ts';
import { leaveEffects } from './leave/leave.effects.ts';
import { leave } from './leave/leave.register.ts';
import { leavesImporter } from './leaves.importer.ts';
import { myDayEndpoints } from './my-day/my-day.endpoints.ts';
import { servedTask } from './task/create-task.ts';
import { teamEndpoints } from './team/team.endpoints.ts';
import { servedVisit } from './visit/record-visit.ts';
import { visitEndpoints } from './visit/visit.endpoints.ts';
import { dailyWaiting } from './waiting.ts';

export const dailyModule = defineModule({
  id: 'daily',
  depends: ['organisation', 'customers'],
  registers: [servedVisit, serve(leave, leaveEffects), servedTask],
  endpoints: [...visitEndpoints, ...myDayEndpoints, ...teamEndpoints],
  importers: [contactsImporter, leavesImporter],
  vocabulary: [dailyVocabulary],
  waiting: dailyWaiting,
  errors: dailyErrors,
});
