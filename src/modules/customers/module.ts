import { defineModule } from '../../platform/module.ts';
import { serve } from '../../platform/registers/public.ts';
import { balance } from './balance/balance.register.ts';
import { balanceEndpoints } from './balance/balances.endpoint.ts';
import { balancesImporter } from './balances.importer.ts';
import { contactEndpoints } from './contact/contact.endpoints.ts';
import { custodyEffects } from './custody/custody.effects.ts';
import { custody } from './custody/custody.register.ts';
import { custodyImporter } from './custody.importer.ts';
import { customerEffects } from './customer/customer.effects.ts';
import { customer } from './customer/customer.register.ts';
import { turnOfDay } from './customer/customer-copies.ts';
import { customerDutyEndpoints } from './customer/duties.endpoint.ts';
import { timelineEndpoints } from './customer/timeline.endpoint.ts';
import { customersImporter } from './customers.importer.ts';
import { customersVocabulary } from './customers.vocabulary.ts';
import { customersErrors } from './errors.ts';
import { portfolioEndpoints } from './portfolio/portfolio.endpoint.ts';

export const customersModule = defineModule({
  id: 'customers',
  depends: ['organisation'],
  registers: [serve(customer, customerEffects), serve(custody, custodyEffects), serve(balance)],
  endpoints: [
    ...customerDutyEndpoints,
    ...timelineEndpoints,
    ...balanceEndpoints,
    ...contactEndpoints,
    ...portfolioEndpoints,
  ],
  importers: [customersImporter, custodyImporter, balancesImporter],
  vocabulary: [customersVocabulary],
  daily: [({ db }, today) => turnOfDay(db, today)],
  errors: customersErrors,
});
