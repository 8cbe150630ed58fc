import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query.ts';
import { webModules } from './modules.ts';
import { registerWorker } from './offline/register-worker.ts';
import { App } from './shell/app.tsx';
import { beginLoading } from './shell/begin.ts';
import './theme/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
beginLoading(webModules, location.pathname);
const client = createQueryClient();
registerWorker(client);
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
