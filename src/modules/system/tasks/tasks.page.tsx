import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty } from '../../../web/kit/states.tsx';
import { StatusMark } from '../../../web/kit/status-mark.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { fileUrl, isUnfinished, type Task, useCancelTask, useTasks } from './web/task-api.ts';
import { taskLine, taskLook } from './web/task-words.ts';
import styles from './web/tasks.module.css';

/** The one thing that can be done with a task now: stop it, or take its file. */
function TaskAction({ task }: { task: Task }) {
  const cancel = useCancelTask();
  if (isUnfinished(task)) {
    return (
      <Button
        size="small"
        loading={cancel.isPending}
        onClick={(event) => {
          event.stopPropagation();
          cancel.mutate(task.id);
        }}
      >
        取消
      </Button>
    );
  }
  if (task.outputFile === null) return null;
  return (
    <a href={fileUrl(task.outputFile)} download onClick={(event) => event.stopPropagation()}>
      {task.kind === 'import' ? '下载错误行' : '下载'}
    </a>
  );
}

const COLUMNS: readonly Column<Task>[] = [
  { key: 'title', title: '任务', width: 320, cell: ({ title }) => <span title={title}>{title}</span> },
  { key: 'state', title: '状态', width: 96, cell: ({ state }) => <StatusMark look={taskLook(state)} /> },
  {
    key: 'line',
    title: '进度与结果',
    width: 300,
    cell: (task) => <span title={taskLine(task)}>{taskLine(task)}</span>,
  },
  { key: 'createdAt', title: '发起', width: 176, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { key: 'action', title: '文件', width: 96, cell: (task) => <TaskAction task={task} /> },
  { key: 'expiresAt', title: '文件保留至', width: 176, cell: ({ expiresAt }) => <Instant at={expiresAt} /> },
];

const resultPath = ({ kind, id }: Task) => (kind === 'import' ? `/imports/${id}` : null);

function Compact({ task }: { task: Task }) {
  return (
    <div className={styles.compact}>
      <div className={styles.head}>
        <span className={styles.title}>{task.title}</span>
        <StatusMark look={taskLook(task.state)} />
      </div>
      <div className={styles.line}>{taskLine(task)}</div>
      <div className={styles.foot}>
        <span className={styles.line}>
          <Instant at={task.createdAt} />
        </span>
        <TaskAction task={task} />
      </div>
    </div>
  );
}

/** 任务中心: what I had the server do in the background, and what came of it. */
export default function TasksPage() {
  const query = useTasks();
  const [, navigate] = useLocation();
  const tasks = query.data?.tasks ?? [];
  const open = (task: Task) => {
    const path = resultPath(task);
    if (path !== null) navigate(path);
  };
  return (
    <Page fill title="任务中心" note="本人的导入与导出；文件到期自动删除">
      <DataTable
        label="任务"
        rows={tasks}
        columns={COLUMNS}
        rowKey={({ id }) => String(id)}
        onOpen={open}
        loading={query.isPending}
        error={query.error}
        retry={() => void query.refetch()}
        compact={(task) => <Compact task={task} />}
        empty={
          <Empty
            title="还没有任务"
            next={
              <>
                导出列表或<Link href="/imports">导入文件</Link>之后，进度和结果在这里
              </>
            }
          />
        }
      />
    </Page>
  );
}
