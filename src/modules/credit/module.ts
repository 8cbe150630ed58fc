import { defineModule } from '../../platform/module.ts';
import { loansImporter } from './loans.importer.ts';

export const creditModule = defineModule({
  id: 'credit',
  depends: [],
  importers: [loansImporter],
});
