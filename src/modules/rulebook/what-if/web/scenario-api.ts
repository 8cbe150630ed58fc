import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import type { ScenarioSummary } from '../summary.ts';

export type Summary = Json<ScenarioSummary>;
export type Sides = Pick<Summary['rules'][number], 'before' | 'after'>;
export type Side = Sides['before'];

export type ScenarioItem = {
  id: number;
  title: string;
  from: string;
  until: string;
  by: string | null;
  createdAt: string;
  finishedAt: string | null;
  state: string | null;
  done: number | null;
  total: number | null;
  task: number | null;
};

export const LIST = '/api/rulebook/scenarios';
const WATCH_MS = 1000;

const isUnderWay = ({ state }: ScenarioItem) => state === 'waiting' || state === 'running';

/** The last scenarios; asked again every second while one is under way. */
export function useScenarios() {
  return useQuery({
    queryKey: [LIST],
    queryFn: ({ signal }) => api.get<{ items: ScenarioItem[] }>(LIST, {}, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? WATCH_MS : false),
  });
}

/** A finished scenario; `id` null: none is asked for. */
export function useSummary(id: number | null) {
  return useQuery({
    queryKey: [LIST, id],
    enabled: id !== null,
    queryFn: ({ signal }) => api.get<Summary>(`${LIST}/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? WATCH_MS : false),
  });
}
