import { useQuery } from '@tanstack/react-query';
import type { ImportReport } from '../../../../platform/importing/public.ts';
import type { Task as ServerTask, TaskState } from '../../../../platform/jobs/public.ts';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';

export type { TaskState };
export type Report = Json<ImportReport>;
export type Task = Json<Omit<ServerTask, 'result' | 'parameters'>> & {
  parameters: Record<string, unknown>;
  result: unknown;
};

export const tasksPath = '/api/tasks';
const ASK_AGAIN_MILLIS = 1000;

export const isUnfinished = ({ state }: { state: TaskState }) => state === 'waiting' || state === 'running';

/** One's own tasks, newest first; asked again while one of them is under way. */
export function useTasks() {
  return useQuery({
    queryKey: [tasksPath],
    queryFn: ({ signal }) => api.get<{ tasks: Task[] }>(tasksPath, {}, signal),
    refetchInterval: ({ state }) => (state.data?.tasks.some(isUnfinished) ? ASK_AGAIN_MILLIS : false),
    staleTime: 0,
  });
}

export function useTask(id: number) {
  return useQuery({
    queryKey: [tasksPath, id],
    queryFn: async ({ signal }) => (await api.get<{ task: Task }>(`${tasksPath}/${id}`, {}, signal)).task,
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data) ? ASK_AGAIN_MILLIS : false),
    staleTime: 0,
  });
}

export function useCancelTask() {
  return useAct({
    run: (id: number) => api.post(`${tasksPath}/${id}/cancel`),
    touches: [[tasksPath]],
    done: '已请求取消',
  });
}

export const fileUrl = (id: string) => `/api/files/${id}`;

/** What an import reports, once it is done. */
export function reportOf({ kind, state, result }: Task): Report | null {
  return kind === 'import' && state === 'done' ? (result as Report) : null;
}
