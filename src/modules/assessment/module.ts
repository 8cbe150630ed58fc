import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { appealEffects } from './appeal/appeal.effects.ts';
import { appeal } from './appeal/appeal.register.ts';
import { breachEndpoints } from './breach/breach.endpoints.ts';
import { assessmentErrors } from './errors.ts';
import { pointsEndpoints } from './points/points.endpoints.ts';
import { assessmentWaiting } from './waiting.ts';

export const assessmentModule = defineModule({
  id: 'assessment',
  depends: ['rulebook'],
  registers: [serve(appeal, appealEffects)],
  endpoints: [...breachEndpoints, ...pointsEndpoints],
  waiting: assessmentWaiting,
  errors: assessmentErrors,
});
