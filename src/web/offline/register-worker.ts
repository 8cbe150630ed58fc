import type { QueryClient } from '@tanstack/react-query';
import { askAgain } from '../api/query.ts';

/**
 * Lets the application open without a network (依据 DAY-19). Browsers allow it on https and on this machine only; elsewhere
 * everything else works, the outbox included while the page is open.
 */
export function registerWorker(client: QueryClient): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const isFirst = navigator.serviceWorker.controller === null;
  // What the page asked before the worker was there has to pass through it once to be kept.
  if (isFirst) {
    navigator.serviceWorker.addEventListener('controllerchange', () => void askAgain(client), { once: true });
  }
  const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
  // The first page comes before what would make the next one faster.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
