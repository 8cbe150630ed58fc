import { modules } from '../modules/index.ts';
import { exportTask } from '../platform/exporting/public.ts';
import { fileEndpoints } from '../platform/files/public.ts';
import type { Endpoint } from '../platform/http/public.ts';
import { importEndpoints, importTask } from '../platform/importing/public.ts';
import { type TaskHandler, taskEndpoints } from '../platform/jobs/public.ts';

const importers = modules.flatMap((module) => module.importers);

/** What is done in the background, by kind of task. */
export const taskHandlers: Readonly<Record<string, TaskHandler>> = {
  import: importTask(importers),
  export: exportTask(modules.flatMap((module) => module.registers)),
};

/** Import wizard, task centre and files: endpoints over all modules, so of none. */
export const backgroundEndpoints: readonly Endpoint[] = [
  ...importEndpoints(importers),
  ...taskEndpoints,
  ...fileEndpoints,
];
