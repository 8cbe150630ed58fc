import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** The points tables in force, as `GET /api/points-tables` answers them. */
export type PointsTables = {
  items: {
    id: string;
    title: string;
    aggravations: { id: string; label: string; factor: string }[];
    items: { id: string; label: string; points: string; disqualifies: boolean }[];
  }[];
};

const path = '/api/points-tables';

/** Read once for all fields of a form; a new rulebook shows after a reload. */
export function usePointsTables(): PointsTables['items'] {
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<PointsTables>(path, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data?.items ?? [];
}
