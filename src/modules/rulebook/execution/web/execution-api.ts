import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import type { drillDown } from '../drill-down.ts';
import type { executionMap } from '../execution-map.ts';

export type ExecutionMap = Json<Awaited<ReturnType<typeof executionMap>>>;
export type RuleLine = ExecutionMap['rules'][number];
export type DrillDown = Json<Awaited<ReturnType<typeof drillDown>>>;

const PATH = '/api/execution';

export type ExecutionQuery = { institution: string | undefined; months: string };

export function useExecution(asked: ExecutionQuery) {
  return useQuery({
    queryKey: [PATH, asked],
    queryFn: ({ signal }) => api.get<ExecutionMap>(PATH, asked, signal),
    placeholderData: (previous) => previous,
  });
}

export function useDrillDown(rule: string, asked: { institution: number; months: string }) {
  const path = `${PATH}/${rule}`;
  return useQuery({ queryKey: [path, asked], queryFn: ({ signal }) => api.get<DrillDown>(path, asked, signal) });
}

/** `66.7%`; nothing decided yet: a dash. */
export function shareText(share: number | null): string {
  return share === null ? '—' : `${share}%`;
}
