import { useLocation, useParams, useSearch } from 'wouter';

export type DetailRoute = { id: string | null; open: (id: string | number) => void; close: () => void };

/**
 * The row that a list page shows at its right: `/customers/17?q=张` is the list with 17 open. The page's route is
 * declared as `/customers/:id?`, so that list and filters stay while details come and go. The first opening is a step
 * in the browser's history, walking on from it is not: Back closes the panel.
 */
export function useDetailRoute(base: string): DetailRoute {
  const { id } = useParams<{ id?: string }>();
  const [, navigate] = useLocation();
  const search = useSearch();
  const query = search === '' ? '' : `?${search}`;
  return {
    id: id ?? null,
    open: (next) => navigate(`${base}/${encodeURIComponent(String(next))}${query}`, { replace: id !== undefined }),
    close: () => navigate(`${base}${query}`, { replace: true }),
  };
}
