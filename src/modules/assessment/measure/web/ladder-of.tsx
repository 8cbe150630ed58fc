import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { PointsOfCycle } from '../../points/web/points-columns.tsx';
import { LadderSteps } from './ladder-steps.tsx';

/** Where a person stands on one ladder today. */
export function LadderOf({ staffId, ladderId }: { staffId: number; ladderId: string }) {
  const asked = { staff: String(staffId) };
  const query = useQuery({
    queryKey: ['/api/points', asked],
    queryFn: ({ signal }) => api.get<PointsOfCycle>('/api/points', asked, signal),
  });
  const ladder = query.data?.ladders.find((one) => one.ladder === ladderId);
  return ladder === undefined ? null : <LadderSteps ladder={ladder} />;
}
