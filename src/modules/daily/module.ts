import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { calendarEndpoints } from './calendar/calendar.endpoints.ts';
import { contactsImporter } from './contacts.importer.ts';
import { dailyVocabulary } from './daily.vocabulary.ts';
import { dailyErrors } from './errors.ts';
import { leaveEffects } from './leave/leave.effects.ts';
import { leaveEndpoints } from './leave/leave.endpoints.ts';
import { leave } from './leave/leave.register.ts';
import { leavesImporter } from './leaves.importer.ts';
import { logEndpoints } from './log/log.endpoints.ts';
import { logVocabulary } from './log/log.vocabulary.ts';
import { phoneReportEffects } from './log/phone-report.effects.ts';
import { phoneReport } from './log/phone-report.register.ts';
import { servedLog } from './log/record-log.ts';
import { meetingErrors } from './meeting/errors.ts';
import { servedMeeting } from './meeting/meeting.effects.ts';
import { meetingEndpoints } from './meeting/meeting.endpoints.ts';
import { meetingVocabulary } from './meeting/meeting.vocabulary.ts';
import { seriesEffects } from './meeting/series.effects.ts';
import { meetingSeries } from './meeting/series.register.ts';
import { turnOfMeetings } from './meeting/turn-of-day.ts';
import { myDayEndpoints } from './my-day/my-day.endpoints.ts';
import { noticeErrors } from './notice/errors.ts';
import { servedNotice } from './notice/notice.effects.ts';
import { noticeEndpoints } from './notice/notice.endpoints.ts';
import { noticeVocabulary } from './notice/notice.vocabulary.ts';
import { outingEndpoints } from './outing/outing.endpoints.ts';
import { outingVocabulary } from './outing/outing.vocabulary.ts';
import { servedOuting, servedStop } from './outing/register-outing.ts';
import { paperEndpoints } from './plan/paper.endpoints.ts';
import { paperVocabulary } from './plan/paper.vocabulary.ts';
import { servedPaper } from './plan/paper-draft.ts';
import { problemEndpoints } from './problem/problem.endpoints.ts';
import { problemVocabulary } from './problem/problem.vocabulary.ts';
import { servedProblem } from './problem/raise-problem.ts';
import { servedTask } from './task/create-task.ts';
import { teamEndpoints } from './team/team.endpoints.ts';
import { servedVisit } from './visit/record-visit.ts';
import { visitEndpoints } from './visit/visit.endpoints.ts';
import { dailyWaiting } from './waiting.ts';

export const dailyModule = defineModule({
  id: 'daily',
  depends: ['organisation', 'customers', 'assessment'],
  registers: [
    servedVisit,
    serve(leave, leaveEffects),
    servedTask,
    servedMeeting,
    serve(meetingSeries, seriesEffects),
    servedNotice,
    servedOuting,
    servedStop,
    servedLog,
    serve(phoneReport, phoneReportEffects),
    servedProblem,
    servedPaper,
  ],
  endpoints: [
    ...visitEndpoints,
    ...myDayEndpoints,
    ...calendarEndpoints,
    ...leaveEndpoints,
    ...teamEndpoints,
    ...meetingEndpoints,
    ...noticeEndpoints,
    ...outingEndpoints,
    ...logEndpoints,
    ...problemEndpoints,
    ...paperEndpoints,
  ],
  importers: [contactsImporter, leavesImporter],
  vocabulary: [
    dailyVocabulary,
    meetingVocabulary,
    noticeVocabulary,
    outingVocabulary,
    logVocabulary,
    problemVocabulary,
    paperVocabulary,
  ],
  daily: [turnOfMeetings],
  waiting: dailyWaiting,
  errors: { ...dailyErrors, ...meetingErrors, ...noticeErrors },
});
