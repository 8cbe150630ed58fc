import { useEffect } from 'react';
import { useKeysetList } from '../../../web/api/query.ts';
import { Deadline } from '../../../web/kit/deadline.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { ReadingKeys, ReadingPane, useReading } from '../../../web/kit/reading.tsx';
import { Empty, Failure, Skeleton } from '../../../web/kit/states.tsx';
import { Report, type WaitingReport } from './web/report.tsx';

/** From this many reports before the end the next page is fetched, so that reading never waits. */
const AHEAD = 5;

const keyOf = ({ id }: WaitingReport) => id;

/** 依据 DAY-8: a reading view. J and K move, a sentence may be written, one click confirms or returns. */
export default function ConfirmationsPage() {
  const list = useKeysetList<WaitingReport>('/api/confirmations');
  const reading = useReading(list.rows, keyOf);
  const { waiting, index, item: report } = reading;

  const { has, loading, load } = list.more;
  useEffect(() => {
    if (has && !loading && waiting.length - index <= AHEAD) load();
  }, [has, loading, load, waiting.length, index]);

  return (
    <Page
      title="待确认的走访"
      note={report === undefined ? undefined : `${index + 1} / ${waiting.length}${has ? '+' : ''}`}
      actions={waiting.length > 1 && <ReadingKeys />}
    >
      {list.error !== null && waiting.length === 0 && <Failure error={list.error} retry={list.reload} />}
      {list.loading && <Skeleton rows={8} />}
      {!list.loading && list.error === null && report === undefined && (
        <Empty title="没有等待确认的走访报告" next="客户经理提交后会出现在这里" />
      )}
      {report !== undefined && (
        <ReadingPane label="待确认" reading={reading} keyOf={keyOf} entry={entryOf}>
          <Report
            key={report.id}
            report={report}
            onSettled={reading.settle}
            onFailed={reading.restore}
            onMove={reading.move}
          />
        </ReadingPane>
      )}
    </Page>
  );
}

function entryOf({ customer, staff, until, workdaysLeft }: WaitingReport) {
  return {
    title: customer,
    note: staff,
    ...(until !== null && { foot: <Deadline until={until} workdaysLeft={workdaysLeft} brief /> }),
  };
}
