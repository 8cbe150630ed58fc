import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { createRow, serve } from '../../../platform/registers/public.ts';
import { incidentEffects } from './incident.effects.ts';
import { incident } from './incident.register.ts';

export const servedIncident = serve(incident, incidentEffects);

type Charge = Pick<Row<typeof incident>, 'staff_id' | 'occurred_at' | 'fault' | 'description' | 'evidence'>;

/** Files an incident for the principal, as the register's own form would; somebody else confirms it. Returns its id. */
export async function fileIncident(ctx: Context, charge: Charge): Promise<number> {
  return (await createRow(ctx, servedIncident, charge)).id;
}
