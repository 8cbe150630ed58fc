import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query.ts';
import { webModules } from './modules.ts';
import { App } from './shell/app.tsx';
import { beginLoading } from './shell/begin.ts';
import './theme/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
beginLoading(webModules, location.pathname);
createRoot(root).render(
  <StrictMode>
    <App client={createQueryClient()} />
  </StrictMode>,
);
