import type { CivilDate } from '../kernel/calendar/index.ts';
import type { ErrorMaker } from '../kernel/errors/public.ts';
import type { Context } from './context.ts';
import type { Vocabulary } from './duties/public.ts';
import type { Endpoint } from './http/endpoint.ts';
import type { ImporterDefinition } from './importing/importer.ts';
import type { TaskHandler } from './jobs/public.ts';
import type { WaitingKind } from './messages/messages.ts';
import type { ServedRegister } from './registers/served.ts';

/** What a module brings to the house. Lists that it does not need are left out of `defineModule`. */
export type ModuleDefinition = {
  /** The folder's name: `organisation`. */
  id: string;
  /** Modules whose `public.ts` this one may import. */
  depends: readonly string[];
  registers: readonly ServedRegister[];
  endpoints: readonly Endpoint[];
  importers: readonly ImporterDefinition[];
  /** Words that rules may use. */
  vocabulary: readonly Partial<Vocabulary>[];
  /** What has to be done when a day begins; safe to run again. */
  daily: readonly ((ctx: Context, today: CivilDate) => Promise<unknown>)[];
  /** What may wait for somebody; `GET /api/messages` puts them together. */
  waiting: readonly WaitingKind[];
  /** What is done in the background, by kind of task. */
  tasks: Readonly<Record<string, TaskHandler>>;
  errors: Readonly<Record<string, ErrorMaker>>;
};

/** Declares a module; everything but its id and what it depends on is optional. */
export function defineModule(
  spec: Pick<ModuleDefinition, 'id' | 'depends'> & Partial<ModuleDefinition>,
): ModuleDefinition {
  return {
    registers: [],
    endpoints: [],
    importers: [],
    vocabulary: [],
    daily: [],
    waiting: [],
    tasks: {},
    errors: {},
    ...spec,
  };
}
