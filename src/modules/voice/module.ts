import { defineModule } from '../../platform/module.ts';
import { complaintsImporter } from './complaints.importer.ts';

export const voiceModule = defineModule({
  id: 'voice',
  depends: ['organisation'],
  importers: [complaintsImporter],
});
