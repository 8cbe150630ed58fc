import { defineModule } from '../../platform/module.ts';
import { contactsImporter } from './contacts.importer.ts';
import { dailyVocabulary } from './daily.vocabulary.ts';
import { leavesImporter } from './leaves.importer.ts';

export const dailyModule = defineModule({
  id: 'daily',
  depends: ['organisation', 'customers'],
  importers: [contactsImporter, leavesImporter],
  vocabulary: [dailyVocabulary],
});
