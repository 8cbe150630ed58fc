import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { attendanceEndpoints } from './attendance/attendance.endpoints.ts';
import { attendanceVocabulary } from './attendance/attendance.vocabulary.ts';
import { servedAttendance } from './attendance/fill-day.ts';
import { attendanceWaiting } from './attendance/waiting.ts';
import { checkEndpoints } from './check/check.endpoints.ts';
import { checkVocabulary } from './check/check.vocabulary.ts';
import { postCheckEffects } from './check/post-check.effects.ts';
import { postCheck } from './check/post-check.register.ts';
import { spotCheckEffects } from './check/spot-check.effects.ts';
import { spotCheck } from './check/spot-check.register.ts';
import { checkWaiting } from './check/waiting.ts';
import { disciplineErrors } from './errors.ts';

export const disciplineModule = defineModule({
  id: 'discipline',
  depends: ['daily', 'assessment'],
  registers: [serve(spotCheck, spotCheckEffects), serve(postCheck, postCheckEffects), servedAttendance],
  endpoints: [...checkEndpoints, ...attendanceEndpoints],
  vocabulary: [checkVocabulary, attendanceVocabulary],
  waiting: [...checkWaiting, ...attendanceWaiting],
  errors: disciplineErrors,
});
