import { defineModule } from '../../platform/module.ts';
import { customersVocabulary } from './customers.vocabulary.ts';

export const customersModule = defineModule({
  id: 'customers',
  depends: ['organisation'],
  vocabulary: [customersVocabulary],
});
