import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { dissolveAct, linkAct } from './link.ts';

const judges = { roles: ['leader', 'president', 'business'] } as const;
const id = z.int().positive();
const reason = z.string().trim().min(2, '请写明理由').max(500);
const MOST_OF_ONE_ACT = 20;
const settlement = { entered: z.array(z.string()), reversed: z.array(z.string()), measures: z.int() };

const link = defineEndpoint({
  id: 'assessment.acts.link',
  method: 'POST',
  path: '/api/acts',
  access: judges,
  summary: '把同一人的数条过错并为一个行为：从一重计积分，阶梯只算一次',
  input: z.object({
    faults: z
      .array(z.union([z.strictObject({ breachId: id }), z.strictObject({ incidentId: id })]))
      .min(2)
      .max(MOST_OF_ONE_ACT),
    reason,
  }),
  output: z.object({ act: z.int(), ...settlement }),
  handler: linkAct,
});

const dissolve = defineEndpoint({
  id: 'assessment.acts.dissolve',
  method: 'POST',
  path: '/api/acts/:act/dissolve',
  access: judges,
  summary: '拆开一个行为：各条重新分别计积分',
  input: z.object({ act: z.coerce.number().int().positive(), reason }),
  output: z.object(settlement),
  handler: dissolveAct,
});

export const actEndpoints = [link, dissolve];
