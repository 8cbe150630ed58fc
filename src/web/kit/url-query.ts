import { useSearchParams } from 'wouter';

export type UrlQuery = {
  values: Record<string, string>;
  /** Sets what is given, removes what is empty, keeps the rest. Does not add a step to the browser's history. */
  set: (changes: Record<string, string | undefined>) => void;
  /** Everything replaced, as a saved view does. */
  replace: (values: Record<string, string>) => void;
};

/** Filters live in the address: a list can be bookmarked, sent, and found again after signing in. */
export function useUrlQuery(): UrlQuery {
  const [parameters, setParameters] = useSearchParams();
  return {
    values: Object.fromEntries(parameters),
    set: (changes) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    replace: (values) => setParameters(new URLSearchParams(values), { replace: true }),
  };
}
