import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { contactsImporter } from './contacts.importer.ts';
import { dailyVocabulary } from './daily.vocabulary.ts';
import { dailyErrors } from './errors.ts';
import { leaveEffects } from './leave/leave.effects.ts';
import { leave } from './leave/leave.register.ts';
import { leavesImporter } from './leaves.importer.ts';
import { myDayEndpoints } from './my-day/my-day.endpoints.ts';
import { outingEndpoints } from './outing/outing.endpoints.ts';
import { outingVocabulary } from './outing/outing.vocabulary.ts';
import { servedOuting, servedStop } from './outing/register-outing.ts';
import { servedTask } from './task/create-task.ts';
import { teamEndpoints } from './team/team.endpoints.ts';
import { servedVisit } from './visit/record-visit.ts';
import { visitEndpoints } from './visit/visit.endpoints.ts';
import { dailyWaiting } from './waiting.ts';

export const dailyModule = defineModule({
  id: 'daily',
  depends: ['organisation', 'customers'],
  registers: [servedVisit, serve(leave, leaveEffects), servedTask, servedOuting, servedStop],
  endpoints: [...visitEndpoints, ...myDayEndpoints, ...teamEndpoints, ...outingEndpoints],
  importers: [contactsImporter, leavesImporter],
  vocabulary: [dailyVocabulary, outingVocabulary],
  waiting: dailyWaiting,
  errors: dailyErrors,
});
