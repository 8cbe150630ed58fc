import { Button } from 'antd';
import { useState } from 'react';
import { Chart } from '../kit/chart.tsx';
import { CivilDate } from '../kit/civil-date.tsx';
import { DataTable } from '../kit/data-table.tsx';
import { Deadline } from '../kit/deadline.tsx';
import { DueStrip } from '../kit/due-strip.tsx';
import { dutyId } from '../kit/duties.ts';
import { DutyList } from '../kit/duty-list.tsx';
import { Facts } from '../kit/facts.tsx';
import { FilterBar } from '../kit/filter-bar.tsx';
import { Instruction } from '../kit/instruction.tsx';
import { Money } from '../kit/money.tsx';
import { Progress } from '../kit/progress.tsx';
import { RuledTable } from '../kit/ruled-table.tsx';
import { SavedViews } from '../kit/saved-views.tsx';
import type { Selection } from '../kit/selection.ts';
import { SidePanel } from '../kit/side-panel.tsx';
import { Empty, Skeleton } from '../kit/states.tsx';
import { DutyStatusMark } from '../kit/status-mark.tsx';
import { Timeline } from '../kit/timeline.tsx';
import styles from './gallery.module.css';
import { sampleDay, sampleDuties } from './samples.ts';
import { Story } from './story.tsx';

function TableStory() {
  const [open, setOpen] = useState<string | null>(null);
  const [selection, setSelection] = useState<Selection>(new Set());
  const shown = sampleDuties.find((duty) => dutyId(duty) === open);
  return (
    <>
      <FilterBar search="客户名称、拼音或客户号">
        <SavedViews view="gallery" />
      </FilterBar>
      <div className={styles.table}>
        <DataTable
          label="义务"
          view="gallery"
          rows={sampleDuties}
          rowKey={dutyId}
          openKey={open}
          onOpen={(duty) => setOpen(dutyId(duty))}
          batch={{
            selection,
            onChange: setSelection,
            actions: () => <Button size="small">导出所选</Button>,
          }}
          empty={<Empty title="没有义务" />}
          columns={[
            { key: 'subject', title: '客户', width: 200, cell: (duty) => duty.subjectName },
            { key: 'title', title: '事项', width: 160, cell: (duty) => duty.title },
            {
              key: 'deposit',
              title: '存款',
              width: 140,
              align: 'right',
              cell: (duty) => <Money yuan={duty.subjectId * 1_234_567} />,
            },
            { key: 'progress', title: '进度', width: 72, cell: (duty) => <Progress got={duty.got} need={duty.need} /> },
            {
              key: 'deadline',
              title: '期限',
              width: 240,
              cell: (duty) => <Deadline until={duty.until} workdaysLeft={duty.workdaysLeft} />,
            },
            {
              key: 'status',
              title: '状态',
              width: 120,
              optional: true,
              cell: (duty) => <DutyStatusMark status={duty.status} />,
            },
          ]}
          compact={(duty) => (
            <>
              {duty.subjectName} <Progress got={duty.got} need={duty.need} />
              <div>
                <Deadline until={duty.until} workdaysLeft={duty.workdaysLeft} />
              </div>
            </>
          )}
        />
      </div>
      {shown !== undefined && (
        <SidePanel
          title={shown.subjectName}
          onClose={() => setOpen(null)}
          actions={<Button type="primary">记走访</Button>}
        >
          <Facts
            items={[
              { label: '客户号', value: shown.subjectNo },
              { label: '存款', value: <Money yuan="12345678" /> },
              { label: '建档日期', value: <CivilDate date="2019-03-05" /> },
            ]}
          />
        </SidePanel>
      )}
    </>
  );
}

const balances = {
  grid: { left: 48, right: 16, top: 16, bottom: 24 },
  tooltip: { trigger: 'axis' as const },
  xAxis: { type: 'category' as const, data: ['6月', '7月', '8月', '9月', '10月', '11月'] },
  yAxis: { type: 'value' as const, name: '万元' },
  series: [{ name: '存款', type: 'line' as const, step: 'end' as const, data: [420, 455, 431, 508, 540, 560] }],
};

export function ListStories() {
  return (
    <>
      <Story name="DutyList">
        <DutyList
          duties={sampleDuties}
          action={() => <Button size="small">记走访</Button>}
          subjectLink={(duty) => <a href={`/customers/${duty.subjectId}`}>{duty.subjectName}</a>}
        />
      </Story>
      <Story name="DataTable">
        <TableStory />
      </Story>
      <Story name="DueStrip, RuledTable">
        <DueStrip
          none="没有等您办理的事"
          entries={[
            { id: '1', title: '走访报告待确认', path: '/gallery', count: 17 },
            { id: '2', title: '违规待认定', path: '/gallery', count: 120 },
          ]}
        />
        <RuledTable
          label="机构与岗位"
          rows={[
            { name: '澜州分行', people: 55 },
            { name: '云溪分行', people: 56 },
          ]}
          rowKey={({ name }) => name}
          columns={[
            { title: '机构', cell: ({ name }) => name },
            { title: '人数', align: 'right', cell: ({ people }) => people },
          ]}
          total={['合计', 111]}
        />
      </Story>
      <Story name="Timeline">
        <Timeline
          items={[
            { id: '1', date: sampleDay(0), time: '08:30', content: '晨会', tone: 'fulfilled' },
            { id: '2', date: sampleDay(0), time: '10:00', content: '走访 江西赣鑫铜业有限公司，财务部王主任' },
            {
              id: '3',
              date: sampleDay(0),
              time: '17:00',
              tone: 'instruction',
              content: <Instruction text="晚上前补上昨天的走访记录。" by="周明" on={sampleDay(0)} />,
            },
            { id: '4', date: sampleDay(-3), time: '15:20', content: '电话 陈桂英，到期续存' },
          ]}
        />
      </Story>
      <Story name="Chart">
        <Chart label="近半年存款余额由 420 万元升至 560 万元" option={balances} />
      </Story>
      <Story name="Empty, Skeleton">
        <Empty title="今天没有要办的事" next="可以看看本周到期的授信" />
        <Skeleton rows={3} />
      </Story>
    </>
  );
}
