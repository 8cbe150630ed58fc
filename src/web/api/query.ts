import { QueryClient, type QueryKey, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../kit/toast.ts';
import { dropAhead } from './ahead.ts';
import { api, onSignedOut, type Query } from './client.ts';
import { ApiError, problemsOfError } from './problems.ts';
import { forgetSession } from './session.ts';

/** A refusal (4xx) is an answer, not an accident: asking again would not change it. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

/** One cache for the page, forgotten with the session. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // Without a network the service worker answers or the request fails: to wait in silence helps nobody.
      queries: { retry: worthRetrying, staleTime: 15_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  onSignedOut(() => void forgetSession(client));
  return client;
}

/**
 * All that is on the page is asked anew. A question still under way is given up first: to invalidate it would wait for its
 * answer, which may be one of before.
 */
export async function askAgain(client: QueryClient): Promise<void> {
  dropAhead();
  await client.cancelQueries();
  await client.invalidateQueries();
}

type Cursor = string | number | null;

/** What a list endpoint answers: a page (`rows` of a register, `items` of others), and the cursor of the next one. */
export type Page<Row> = { rows: Row[]; next: Cursor } | { items: Row[]; next: Cursor };

export function rowsOf<Row>(page: Page<Row>): Row[] {
  return 'rows' in page ? page.rows : page.items;
}

export type KeysetList<Row> = {
  rows: Row[];
  loading: boolean;
  error: Error | null;
  more: { has: boolean; loading: boolean; load: () => void };
  reload: () => void;
};

/** A list that grows by cursor (`after`), never by page number. Changing the query starts it anew, keeping the old rows meanwhile. */
export function useKeysetList<Row>(path: string, query: Query = {}): KeysetList<Row> {
  const list = useInfiniteQuery({
    queryKey: [path, 'list', query],
    queryFn: ({ pageParam, signal }) => api.get<Page<Row>>(path, { ...query, after: pageParam }, signal),
    initialPageParam: null as Cursor,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
  return {
    rows: list.data?.pages.flatMap(rowsOf) ?? [],
    loading: list.isPending,
    error: list.error,
    more: { has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() },
    reload: () => void list.refetch(),
  };
}

export type ActOptions<Input, Answer> = {
  run: (input: Input) => Promise<Answer>;
  /** Query keys (by their beginning) that the action makes stale. */
  touches?: readonly QueryKey[];
  done?: string | ((answer: Answer) => string);
  onDone?: (answer: Answer, input: Input) => void;
  /** `false`: the caller shows the problems itself (a form does). */
  toastProblems?: boolean;
};

/** A write with its manners: refusals are told, stale queries are asked again, success is said in one quiet line. */
export function useAct<Input, Answer>(options: ActOptions<Input, Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, Error, Input>({
    mutationFn: options.run,
    onSuccess: (answer, input) => {
      for (const queryKey of options.touches ?? []) void client.invalidateQueries({ queryKey });
      if (options.done !== undefined)
        toast.done(typeof options.done === 'string' ? options.done : options.done(answer));
      options.onDone?.(answer, input);
    },
    onError: (error) => {
      if (options.toastProblems === false) return;
      for (const problem of problemsOfError(error)) toast.problem(problem.text);
    },
  });
}
