import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../kit/error-boundary.tsx';
import { Skeleton } from '../kit/states.tsx';
import type { WebRoute } from '../module.ts';
import { webModules } from '../modules.ts';
import { Forbidden, NotFound } from '../pages/missing.tsx';
import { useCapacity } from './capacity.tsx';
import { homeOf, isAmong } from './navigation.ts';
import styles from './pages.module.css';

const ownRoutes: WebRoute[] = [
  { path: '/me', audience: 'everyone', page: lazy(() => import('../pages/me.tsx')) },
  { path: '/outbox', audience: 'everyone', page: lazy(() => import('../offline/outbox.page.tsx')) },
  { path: '/gallery', audience: 'everyone', page: lazy(() => import('../gallery/gallery.tsx')) },
];
const routes = [...webModules.flatMap((module) => module.routes), ...ownRoutes];

function Waiting() {
  return (
    <div className={styles.waiting}>
      <Skeleton rows={8} />
    </div>
  );
}

/** The page of the address: what the modules declare, and the shell's own few. */
export function Pages() {
  const capacity = useCapacity();
  const [location] = useLocation();
  return (
    // The key lets one go on to another page after one has failed.
    <ErrorBoundary key={location.split('/')[1] ?? ''}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/">
            <Redirect to={homeOf(webModules, capacity)} replace />
          </Route>
          {routes.map(({ path, audience, page: PageOfRoute }) => (
            <Route key={path} path={path}>
              {isAmong(audience, capacity) ? <PageOfRoute /> : <Forbidden />}
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
