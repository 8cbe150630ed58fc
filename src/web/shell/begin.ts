import { askAhead } from '../api/ahead.ts';
import type { WebModule } from '../module.ts';

/** Starts loading the page of an address and its first answers before it is known who is signed in. */
export function beginLoading(modules: readonly WebModule[], address: string): void {
  const route = modules.flatMap(({ routes }) => routes).find(({ path }) => path === address);
  if (route?.ahead === undefined) return;
  // A page that cannot be loaded says so when it is shown.
  route.ahead.load().catch(() => undefined);
  askAhead(['/api/session', ...route.ahead.answers]);
}
