import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { actEndpoints } from './act/act.endpoints.ts';
import { appealEffects } from './appeal/appeal.effects.ts';
import { appeal } from './appeal/appeal.register.ts';
import { assessmentVocabulary } from './assessment.vocabulary.ts';
import { breachEndpoints } from './breach/breach.endpoints.ts';
import { assessmentErrors } from './errors.ts';
import { gradeProposalEffects } from './grade/grade-proposal.effects.ts';
import { gradeProposal } from './grade/grade-proposal.register.ts';
import { incidentEffects } from './incident/incident.effects.ts';
import { incident } from './incident/incident.register.ts';
import { measureEffects } from './measure/measure.effects.ts';
import { measure } from './measure/measure.register.ts';
import { pointsEndpoints } from './points/points.endpoints.ts';
import { scoreEndpoints } from './score/score.endpoints.ts';
import { assessmentWaiting } from './waiting.ts';

export const assessmentModule = defineModule({
  id: 'assessment',
  depends: ['rulebook'],
  registers: [
    serve(appeal, appealEffects),
    serve(incident, incidentEffects),
    serve(measure, measureEffects),
    serve(gradeProposal, gradeProposalEffects),
  ],
  endpoints: [...breachEndpoints, ...pointsEndpoints, ...actEndpoints, ...scoreEndpoints],
  vocabulary: [assessmentVocabulary],
  waiting: assessmentWaiting,
  errors: assessmentErrors,
});
