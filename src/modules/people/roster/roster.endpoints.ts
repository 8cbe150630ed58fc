import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { roster } from './roster.ts';

const named = z.object({ id: z.int(), name: z.string() });

const read = defineEndpoint({
  id: 'people.roster',
  method: 'GET',
  path: '/api/roster',
  access: { roles: ['hr'] },
  summary: '队伍：机构 × 岗位的在岗人数、被突破的队伍限额、即将到期的任职；institution 为看其下级的机构',
  input: z.object({ institution: z.coerce.number().int().positive().optional() }),
  output: z.object({
    place: named,
    path: z.array(named),
    posts: z.array(z.string()),
    lines: z.array(z.object({ institution: z.int(), name: z.string(), hasBelow: z.boolean(), people: z.int() })),
    cells: z.array(z.object({ institution: z.int(), post: z.string(), people: z.int() })),
    unplaced: z.int(),
    limits: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        count: z.int(),
        beyond: z.array(
          z.object({
            subjectType: z.enum(['staff', 'institution']),
            subjectId: z.int(),
            name: z.string(),
            institution: z.string().nullable(),
            anchor: z.string(),
            need: z.int(),
            got: z.int(),
          }),
        ),
      }),
    ),
    endings: z.array(
      z.object({
        id: z.int(),
        staffId: z.int(),
        staff: z.string(),
        post: z.string(),
        institution: z.string(),
        until: z.string(),
      }),
    ),
  }),
  handler: roster,
});

export const rosterEndpoints = [read];
