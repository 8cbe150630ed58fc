import { api } from '../api/client.ts';
import type { Institution } from './institution-tree.ts';

const path = '/api/registers/institution';

/** Under which the list is kept; a change of any institution makes it stale. */
export const institutionsKey = [path, 'tree'] as const;

/** Every institution that one may see. A bank has some thousand, and lists come in pages: a handful of requests. */
export async function fetchInstitutions(signal: AbortSignal): Promise<Institution[]> {
  const all: Institution[] = [];
  for (let after: string | null = null; ; ) {
    const page: { rows: Institution[]; next: string | null } = await api.get(path, { limit: 200, after }, signal);
    all.push(...page.rows);
    if (page.next === null) return all;
    after = page.next;
  }
}
