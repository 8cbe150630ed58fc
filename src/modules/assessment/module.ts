import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { actEndpoints } from './act/act.endpoints.ts';
import { appealEffects } from './appeal/appeal.effects.ts';
import { appeal } from './appeal/appeal.register.ts';
import { assessmentVocabulary } from './assessment.vocabulary.ts';
import { breachEndpoints } from './breach/breach.endpoints.ts';
import { deductionEndpoints } from './deduction/deduction.endpoints.ts';
import { wageEffects } from './deduction/wage.effects.ts';
import { monthlyWage } from './deduction/wage.register.ts';
import { assessmentErrors } from './errors.ts';
import { gradeProposalEffects } from './grade/grade-proposal.effects.ts';
import { gradeProposal } from './grade/grade-proposal.register.ts';
import { servedIncident } from './incident/file-incident.ts';
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
    servedIncident,
    serve(measure, measureEffects),
    serve(gradeProposal, gradeProposalEffects),
    serve(monthlyWage, wageEffects),
  ],
  endpoints: [...breachEndpoints, ...pointsEndpoints, ...actEndpoints, ...scoreEndpoints, ...deductionEndpoints],
  vocabulary: [assessmentVocabulary],
  waiting: assessmentWaiting,
  errors: assessmentErrors,
});
