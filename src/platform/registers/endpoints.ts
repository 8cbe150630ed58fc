import type { Endpoint } from '../http/endpoint.ts';
import type { ModuleDefinition } from '../module.ts';

/** Every endpoint of the modules: those they declare and those their registers derive. */
export function endpointsOf(modules: readonly ModuleDefinition[]): Endpoint[] {
  return modules.flatMap((module) => [...module.endpoints]);
}
