import type { ModuleDefinition } from '../platform/module.ts';
import { systemModule } from './system/module.ts';

/** Every module of the house, in the order of its dependencies. */
export const modules: readonly ModuleDefinition[] = [systemModule];
