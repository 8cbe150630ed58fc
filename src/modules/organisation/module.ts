import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { appointmentEffects } from './appointment/appointment.effects.ts';
import { appointment } from './appointment/appointment.register.ts';
import { refreshPlacement } from './appointment/placement.ts';
import { organisationErrors } from './errors.ts';
import { institutionEffects } from './institution/institution.effects.ts';
import { institution } from './institution/institution.register.ts';
import { institutionsImporter } from './institutions.importer.ts';
import { organisationVocabulary } from './organisation.vocabulary.ts';
import { staffEffects } from './staff/staff.effects.ts';
import { staff } from './staff/staff.register.ts';
import { staffImporter } from './staff.importer.ts';

export const organisationModule = defineModule({
  id: 'organisation',
  depends: [],
  importers: [institutionsImporter, staffImporter],
  registers: [
    serve(institution, institutionEffects),
    serve(staff, staffEffects),
    serve(appointment, appointmentEffects),
  ],
  daily: [({ db }, today) => refreshPlacement(db, today)],
  vocabulary: [organisationVocabulary],
  errors: organisationErrors,
});
