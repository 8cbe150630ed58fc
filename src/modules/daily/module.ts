import { defineModule } from '../../platform/module.ts';
import { dailyVocabulary } from './daily.vocabulary.ts';

export const dailyModule = defineModule({
  id: 'daily',
  depends: ['organisation', 'customers'],
  vocabulary: [dailyVocabulary],
});
