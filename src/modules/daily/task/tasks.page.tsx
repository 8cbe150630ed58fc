import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { useMe } from '../../../web/api/session.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { instantText } from '../../../web/kit/dates.ts';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { ViewLinks } from '../../../web/kit/view-links.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { task } from './task.register.ts';
import styles from './web/tasks.module.css';

const cells = { due_at: (row: RegisterRow) => <Due row={row} /> };

/** 任务: what I have to do, what I have given to others, all within my sight. */
export default function TasksPage() {
  const me = useMe().staffId;
  const links = [
    { title: '我承办的', href: `/my-tasks?assignee_id=${me}&state=assigned` },
    { title: '我布置的', href: `/my-tasks?issuer_id=${me}` },
    { title: '待我验收', href: `/my-tasks?issuer_id=${me}&state=done` },
    { title: '全部', href: '/my-tasks' },
  ];
  return (
    <RegisterListPage
      register={task}
      base="/my-tasks"
      title="任务"
      lead={<ViewLinks label="任务的范围" links={links} />}
      cells={cells}
      detailExtra={(row) => <Verdict row={row} />}
      compact={(row) => <TaskLine row={row} />}
    />
  );
}

/** The due time, in vermilion while it has passed and nothing was reported. */
function Due({ row }: { row: RegisterRow }) {
  const zone = useZone();
  const today = useToday();
  const due = row.due_at as string;
  const overdue = row.state === 'assigned' && Date.parse(due) < Date.now();
  return (
    <time dateTime={due} className={overdue ? styles.overdue : undefined}>
      {overdue && '▲ '}
      {instantText(due, zone, today)}
    </time>
  );
}

function Verdict({ row }: { row: RegisterRow }) {
  const zone = useZone();
  if (typeof row.verdict !== 'string' || typeof row.decided_at !== 'string') return null;
  return (
    <Section title="验收意见">
      <Instruction
        text={row.verdict}
        by={labelOf(row, 'issuer_id') ?? ''}
        on={civilDateOf(new Date(row.decided_at), zone)}
      />
    </Section>
  );
}

function TaskLine({ row }: { row: RegisterRow }) {
  return (
    <div className={styles.line}>
      <span className={styles.title}>{String(row.title)}</span>
      <RegisterState register={task} row={row} />
      <span className={styles.when}>
        <Due row={row} /> · {labelOf(row, 'assignee_id')}
        {Number(row.chased) > 0 && <span className={styles.chased}> · 已催办 {Number(row.chased)} 次</span>}
      </span>
    </div>
  );
}
