import { defineModule } from '../../platform/module.ts';
import { rosterEndpoints } from './roster/roster.endpoints.ts';

export const peopleModule = defineModule({
  id: 'people',
  depends: ['organisation', 'assessment'],
  endpoints: rosterEndpoints,
});
