import { defineModule } from '../../platform/module.ts';
import { balancesImporter } from './balances.importer.ts';
import { custodyImporter } from './custody.importer.ts';
import { customersImporter } from './customers.importer.ts';
import { customersVocabulary } from './customers.vocabulary.ts';

export const customersModule = defineModule({
  id: 'customers',
  depends: ['organisation'],
  importers: [customersImporter, custodyImporter, balancesImporter],
  vocabulary: [customersVocabulary],
});
