import { useSyncExternalStore } from 'react';

export type Toast = { id: number; tone: 'done' | 'problem'; text: string };

const showMillis = { done: 3000, problem: 8000 };

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(tone: Toast['tone'], text: string): void {
  // The same sentence twice at once tells nothing new.
  if (toasts.some((toast) => toast.text === text)) return;
  lastId += 1;
  const id = lastId;
  set([...toasts, { id, tone, text }]);
  setTimeout(() => dismissToast(id), showMillis[tone]);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** One quiet line at the foot of the page. */
export const toast = {
  done: (text: string): void => show('done', text),
  problem: (text: string): void => show('problem', text),
};

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
