/** What the drafts need of `localStorage`; a test gives a Map. */
export type DraftStore = {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
};

const keepDays = 14;
const millisPerDay = 86_400_000;

export type Drafts = {
  load: (key: string) => Record<string, unknown> | null;
  save: (key: string, values: Record<string, unknown>) => void;
  drop: (key: string) => void;
};

/** Unfinished forms of one account on this machine. Nobody else who signs in here sees them; after 14 days they are gone. */
export function draftsOf(accountId: number, store: DraftStore = localStorage, now: () => number = Date.now): Drafts {
  const nameOf = (key: string) => `zhanye.draft.${accountId}.${key}`;
  return {
    load: (key) => {
      try {
        const draft = JSON.parse(store.getItem(nameOf(key)) ?? 'null');
        if (draft === null) return null;
        if (now() - draft.at <= keepDays * millisPerDay) return draft.values;
      } catch {
        // Written by an older version or by hand: as good as none.
      }
      store.removeItem(nameOf(key));
      return null;
    },
    save: (key, values) => {
      try {
        store.setItem(nameOf(key), JSON.stringify({ at: now(), values }));
      } catch {
        // No room or private browsing: the form still works, only without a draft.
      }
    },
    drop: (key) => store.removeItem(nameOf(key)),
  };
}
