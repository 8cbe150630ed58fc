import { defineModule } from '../../platform/module.ts';
import { oversightEndpoints } from './oversight.endpoints.ts';

export const oversightModule = defineModule({
  id: 'oversight',
  depends: ['system', 'rulebook'],
  endpoints: oversightEndpoints,
});
