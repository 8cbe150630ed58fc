import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useAct } from '../../../../web/api/query.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { ProblemList } from '../../../../web/kit/problem-list.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import {
  fileUrl,
  isUnfinished,
  type Report,
  reportOf,
  type Task,
  tasksPath,
  useCancelTask,
  useTask,
} from '../../tasks/web/task-api.ts';
import { taskLine, taskLook } from '../../tasks/web/task-words.ts';
import { type ImportOrder, startImport } from './import-api.ts';
import styles from './imports.module.css';
import { MovementView } from './movement-view.tsx';
import { Counts, formatText, Problems, Warnings } from './report-view.tsx';

type TaskViewProps = {
  id: number;
  onStarted: (taskId: number) => void;
  /** Below the result: where the mended file is dropped. */
  again: (kind: string, refused: number) => ReactNode;
};

/** An import under way, then what came of it. The address keeps it: one may leave and come back. */
export function TaskView({ id, onStarted, again }: TaskViewProps) {
  const query = useTask(id);
  const cancel = useCancelTask();
  return (
    <Loaded query={query} rows={4}>
      {(task) => {
        const report = reportOf(task);
        return (
          <div className={styles.stack}>
            <header className={styles.fileLine}>
              <strong className={styles.fileName}>{task.title}</strong>
              <StatusMark look={taskLook(task.state)} />
              <span className={styles.faint}>
                {report !== null && `${formatText(report)} · `}
                <Instant at={task.endedAt ?? task.createdAt} />
              </span>
            </header>
            {isUnfinished(task) && (
              <div className={styles.actions} role="status">
                <span>{taskLine(task) || '等前面的任务完成'}。离开此页也会继续，结果在任务中心</span>
                <Button loading={cancel.isPending} onClick={() => cancel.mutate(task.id)}>
                  取消
                </Button>
              </div>
            )}
            {task.error !== null && <ProblemList problems={[{ code: 'TASK', text: task.error }]} />}
            {report !== null && <Outcome task={task} report={report} onStarted={onStarted} />}
            {!isUnfinished(task) && again(String(task.parameters.kind), report?.refused ?? 0)}
          </div>
        );
      }}
    </Loaded>
  );
}

function Outcome({ task, report, onStarted }: { task: Task; report: Report; onStarted: (taskId: number) => void }) {
  const start = useAct({
    run: (order: ImportOrder) => startImport(order),
    touches: [[tasksPath]],
    onDone: ({ taskId }) => onStarted(taskId),
  });
  const order = orderAfter(task);
  return (
    <>
      <Counts report={report} />
      {!report.applied && <p className={styles.notice}>{unappliedText(task, report)}</p>}
      <div className={styles.actions}>
        {order !== null && report.accepted > 0 && (
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate(order)}>
            导入 {report.accepted.toLocaleString('zh-CN')} 行
          </Button>
        )}
        {task.outputFile !== null && (
          <Button type={order === null ? 'primary' : 'default'} href={fileUrl(task.outputFile)} download>
            下载 {report.refused.toLocaleString('zh-CN')} 行错误
          </Button>
        )}
        {task.outputFile !== null && (
          <span className={styles.faint}>
            “错误”一列写明原因；改好后不必删去该列。文件保留至 <Instant at={task.expiresAt} />
          </span>
        )}
      </div>
      <Warnings texts={report.warnings} />
      {report.movement !== null && <MovementView movement={report.movement} />}
      <Problems report={report} />
    </>
  );
}

/** After a dry run the same file can be imported without being uploaded again. */
function orderAfter({ parameters, inputFile }: Task): ImportOrder | null {
  const { kind, mode, backfill, dryRun } = parameters as ImportOrder;
  return dryRun && inputFile !== null ? { kind, mode, backfill, dryRun: false, file: inputFile } : null;
}

function unappliedText({ parameters }: Task, { refused }: Report): string {
  return parameters.dryRun === true
    ? '这是试导入，没有写入任何内容'
    : `按“全部或不导入”，因有 ${refused.toLocaleString('zh-CN')} 行有错，没有写入任何内容`;
}
