import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { Router } from 'wouter';
import { useSession } from '../api/session.ts';
import { ErrorBoundary } from '../kit/error-boundary.tsx';
import { Failure, Skeleton } from '../kit/states.tsx';
import { ToastRegion } from '../kit/toast-region.tsx';
import { SignIn } from '../pages/sign-in.tsx';
import { locale } from '../theme/antd-locale.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { CapacityProvider } from './capacity.tsx';
import { Frame } from './frame.tsx';
import { Pages } from './pages.tsx';

/** Signed out, every address shows the sign-in page; signed in, the address is where it was. */
function Gate() {
  const session = useSession();
  if (session.data === undefined) {
    if (session.error !== null) return <Failure error={session.error} retry={() => void session.refetch()} />;
    return <Skeleton rows={4} />;
  }
  const { me } = session.data;
  if (me === null) return <SignIn session={session.data} />;
  return (
    <CapacityProvider key={me.accountId}>
      <Frame>
        <Pages />
      </Frame>
    </CapacityProvider>
  );
}

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider locale={locale} theme={antdTheme} button={{ autoInsertSpace: false }}>
        <Router>
          <ErrorBoundary>
            <Gate />
          </ErrorBoundary>
        </Router>
        <ToastRegion />
      </ConfigProvider>
    </QueryClientProvider>
  );
}
