import { authErrors } from '../../platform/auth/public.ts';
import { defineModule } from '../../platform/module.ts';
import { accountEndpoints } from './accounts/accounts.endpoints.ts';
import { demoEndpoints } from './accounts/demo.endpoints.ts';
import { ownSessionEndpoints } from './accounts/own-sessions.endpoints.ts';
import { sessionEndpoints } from './accounts/session.endpoints.ts';
import { totpEndpoints } from './accounts/totp.endpoints.ts';
import { auditEndpoints } from './audit/audit.endpoints.ts';
import { healthEndpoints } from './health/health.endpoints.ts';
import { savedViewErrors } from './saved-views/errors.ts';
import { savedViewEndpoints } from './saved-views/saved-views.endpoints.ts';

export const systemModule = defineModule({
  id: 'system',
  depends: [],
  endpoints: [
    ...sessionEndpoints,
    ...totpEndpoints,
    ...ownSessionEndpoints,
    ...accountEndpoints,
    ...demoEndpoints,
    ...savedViewEndpoints,
    ...auditEndpoints,
    ...healthEndpoints,
  ],
  errors: { ...authErrors, ...savedViewErrors },
});
