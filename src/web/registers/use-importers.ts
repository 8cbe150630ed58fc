import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export type ImportColumn = { name: string; key: boolean; required: boolean; expected: string };

/** What the signed-in person may bring in as a file: a kind of batch file, or a register. */
export type ImporterKind = {
  kind: string;
  title: string;
  group: 'batch' | 'register';
  /** The register that it fills. */
  register: string;
  columns: ImportColumn[];
};

export function useImporters() {
  return useQuery({
    queryKey: ['/api/importers'],
    queryFn: async ({ signal }) =>
      (await api.get<{ importers: ImporterKind[] }>('/api/importers', {}, signal)).importers,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
