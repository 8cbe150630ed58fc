import { modules } from '../modules/index.ts';
import { exportTask } from '../platform/exporting/public.ts';
import { fileEndpoints } from '../platform/files/public.ts';
import type { Endpoint } from '../platform/http/public.ts';
import { batchImporter, importEndpoints, importTask } from '../platform/importing/public.ts';
import { type TaskHandler, taskEndpoints } from '../platform/jobs/public.ts';
import { messageEndpoints } from '../platform/messages/public.ts';
import { registerImporters } from '../platform/register-files/public.ts';
import { wordsEndpoint } from '../platform/registers/public.ts';

const batchFiles = modules.flatMap((module) => module.importers);
const registers = modules.flatMap((module) => module.registers);
const importers = [
  ...batchFiles.map(batchImporter),
  ...registerImporters(registers, new Set(batchFiles.map(({ register }) => register))),
];

/** What is done in the background, by kind of task. */
export const taskHandlers: Readonly<Record<string, TaskHandler>> = {
  import: importTask(importers),
  export: exportTask(registers),
  ...Object.assign({}, ...modules.map((module) => module.tasks)),
};

/** Import wizard, task centre, files, titles of registers and messages: endpoints over all modules, so of none. */
export const backgroundEndpoints: readonly Endpoint[] = [
  ...importEndpoints(importers),
  ...taskEndpoints,
  ...fileEndpoints,
  wordsEndpoint(registers),
  ...messageEndpoints(modules.flatMap((module) => module.waiting)),
];
