import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { RuledTable } from '../../../web/kit/ruled-table.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { StatusMark } from '../../../web/kit/status-mark.tsx';
import { importTitle } from '../audit/web/audit-words.ts';
import { taskLook } from '../tasks/web/task-words.ts';
import type { Health } from './health.ts';
import { type Check, checksOf } from './web/checks.ts';
import styles from './web/health.module.css';

type Seen = Json<Health>;

const REFRESH_MS = 30_000;

const LOOKS = {
  good: { word: '正常', mark: '✓', tone: 'fulfilled' },
  mind: { word: '留意', mark: '△', tone: 'soon' },
  act: { word: '须处理', mark: '▲', tone: 'overdue' },
} as const;

/** 系统, the home of whoever runs it: what stands still, what is old, what came in; no customer data. */
export default function HealthPage() {
  const zone = useZone();
  const today = useToday();
  const query = useQuery({
    queryKey: ['/api/system'],
    queryFn: ({ signal }) => api.get<Seen>('/api/system', {}, signal),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page title="系统状况" note={query.data && <Instant at={query.data.now} />}>
      <Loaded query={query} rows={10}>
        {(health) => (
          <>
            <Checks checks={checksOf(health, zone, today)} />
            <Section title="各类最近的导入" note={<Link href="/imports">去导入</Link>}>
              <Imports imports={health.imports} />
            </Section>
            <Section title="最近的任务" note="全行；内容只有发起人看得到">
              <Tasks tasks={health.tasks.recent} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <Section title="运行" note={checks.every(({ look }) => look === 'good') ? '都正常' : '先办须处理的'}>
      <RuledTable
        label="运行"
        rows={checks}
        rowKey={({ item }) => item}
        columns={[
          { title: '项目', cell: ({ item, path }) => (path === undefined ? item : <Link href={path}>{item}</Link>) },
          { title: '状态', cell: ({ look }) => <StatusMark look={LOOKS[look]} /> },
          {
            title: '现状',
            cell: ({ state, next }) => (
              <span className={styles.state}>
                {state}
                {next !== undefined && <span className={styles.next}>{next}</span>}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Imports({ imports }: { imports: Seen['imports'] }) {
  if (imports.length === 0) return <p className={styles.none}>还没有导入过</p>;
  return (
    <RuledTable
      label="各类最近的导入"
      rows={imports}
      rowKey={({ kind }) => kind}
      columns={[
        { title: '种类', cell: ({ kind }) => importTitle(kind) },
        { title: '时间', cell: ({ at }) => <Instant at={at} /> },
        { title: '导入人', deskOnly: true, cell: ({ who }) => who ?? '命令行' },
        { title: '读取', align: 'right', deskOnly: true, cell: ({ read }) => figure(read) },
        { title: '接受', align: 'right', cell: ({ accepted }) => figure(accepted) },
        { title: '拒绝', align: 'right', cell: ({ refused }) => <Refused count={refused} /> },
      ]}
    />
  );
}

function Refused({ count }: { count: number }) {
  return count === 0 ? <>0</> : <span className={styles.refused}>△ {figure(count)}</span>;
}

const figure = (count: number) => count.toLocaleString('zh-CN');

function Tasks({ tasks }: { tasks: Seen['tasks']['recent'] }) {
  if (tasks.length === 0) return <p className={styles.none}>还没有后台任务；导入、导出与推演会出现在这里</p>;
  return (
    <RuledTable
      label="最近的任务"
      rows={tasks}
      rowKey={({ id }) => id}
      columns={[
        { title: '任务', cell: ({ title }) => title },
        { title: '状态', cell: ({ state }) => <StatusMark look={taskLook(state)} /> },
        { title: '发起人', deskOnly: true, cell: ({ owner }) => owner ?? '—' },
        { title: '开始', align: 'right', cell: ({ createdAt }) => <Instant at={createdAt} /> },
        { title: '结束', align: 'right', deskOnly: true, cell: ({ endedAt }) => <Instant at={endedAt} /> },
      ]}
    />
  );
}
