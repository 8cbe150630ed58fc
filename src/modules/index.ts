import { declareVocabulary } from '../platform/duties/public.ts';
import type { ModuleDefinition } from '../platform/module.ts';
import { assessmentModule } from './assessment/module.ts';
import { creditModule } from './credit/module.ts';
import { customersModule } from './customers/module.ts';
import { dailyModule } from './daily/module.ts';
import { disciplineModule } from './discipline/module.ts';
import { organisationModule } from './organisation/module.ts';
import { oversightModule } from './oversight/module.ts';
import { peopleModule } from './people/module.ts';
import { rulebookModule } from './rulebook/module.ts';
import { systemModule } from './system/module.ts';
import { voiceModule } from './voice/module.ts';

/** Every module of the house, in the order of its dependencies. */
export const modules: readonly ModuleDefinition[] = [
  systemModule,
  organisationModule,
  customersModule,
  dailyModule,
  creditModule,
  voiceModule,
  rulebookModule,
  assessmentModule,
  disciplineModule,
  peopleModule,
  oversightModule,
];

declareVocabulary(modules.flatMap((module) => module.vocabulary));
