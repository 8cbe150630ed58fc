import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { meetingSeries } from './series.register.ts';
import { MeetingViews } from './web/meeting-views.tsx';

/** 例会安排: which meetings come again and again, and when. */
export default function SeriesPage() {
  return <RegisterListPage register={meetingSeries} base="/meeting-series" title="例会安排" lead={<MeetingViews />} />;
}
