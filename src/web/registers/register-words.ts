import { useQuery } from '@tanstack/react-query';
import type { RegisterWords } from '../../platform/registers/public.ts';
import { api } from '../api/client.ts';

const NONE: readonly RegisterWords[] = [];

/** The titles of all registers; none until they have come. */
export function useRegisterWords(): readonly RegisterWords[] {
  const { data } = useQuery({
    queryKey: ['/api/register-words'],
    queryFn: ({ signal }) => api.get<{ registers: RegisterWords[] }>('/api/register-words', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.registers ?? NONE;
}
