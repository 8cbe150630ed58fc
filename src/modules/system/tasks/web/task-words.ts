import type { StatusLook } from '../../../../web/kit/status.ts';
import { reportOf, type Task, type TaskState } from './task-api.ts';

const LOOKS: Record<TaskState, StatusLook> = {
  waiting: { word: '排队', mark: '○', tone: 'faint' },
  running: { word: '进行中', mark: '◐', tone: 'plain' },
  done: { word: '完成', mark: '✓', tone: 'fulfilled' },
  failed: { word: '未完成', mark: '!', tone: 'soon' },
  cancelled: { word: '已取消', mark: '–', tone: 'faint' },
};

export const taskLook = (state: TaskState): StatusLook => LOOKS[state];

const figure = (count: number) => count.toLocaleString('zh-CN');

/** One line of what a task has come to: its progress, its outcome, or why it failed. */
export function taskLine(task: Task): string {
  if (task.error !== null) return task.error;
  if (task.state === 'running') {
    if (task.total !== null) return `已读完 ${figure(task.total)} 行，正在核对、写入`;
    return task.done === 0 ? '正在开始' : `已处理 ${figure(task.done)} 行`;
  }
  const report = reportOf(task);
  if (report !== null) return reportLine(report);
  const rows = (task.result as { rows?: number } | null)?.rows;
  return rows === undefined ? '' : `${figure(rows)} 行`;
}

function reportLine({ read, accepted, unchanged, refused, applied }: NonNullable<ReturnType<typeof reportOf>>): string {
  const parts = [`读取 ${figure(read)}`, `接受 ${figure(accepted)}`];
  if (unchanged > 0) parts.push(`未变 ${figure(unchanged)}`);
  if (refused > 0) parts.push(`拒绝 ${figure(refused)}`);
  return `${parts.join('，')}${applied ? '' : '（未写入）'}`;
}
