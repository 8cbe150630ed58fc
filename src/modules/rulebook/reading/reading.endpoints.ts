import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { CHASING_ROLES, readingProgress } from './chase.ts';
import { answerQuiz, confirmRead, myReadings, readingText } from './my-reading.ts';

const key = { version: z.coerce.number().int().positive(), regulation: z.string().min(1).max(40) };
const path = '/api/rulebook/readings/:version/:regulation';

const list = defineEndpoint({
  id: 'rulebook.readings',
  method: 'GET',
  path: '/api/rulebook/readings',
  access: 'signed-in',
  summary: '本人必读的制度，是否已读、测验是否通过',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        version: z.int(),
        regulation: z.string(),
        title: z.string(),
        issuer: z.string(),
        effectiveOn: z.string(),
        readAt: z.date().nullable(),
        questions: z.int(),
        passedAt: z.date().nullable(),
      }),
    ),
  }),
  handler: async (ctx) => ({ items: await myReadings(ctx) }),
});

const text = defineEndpoint({
  id: 'rulebook.reading.text',
  method: 'GET',
  path,
  access: 'signed-in',
  summary: '一项必读制度的正文和测验题',
  input: z.object(key),
  output: z.object({
    regulation: z.looseObject({ id: z.string(), title: z.string() }),
    questions: z.array(z.object({ clause: z.string(), question: z.string(), options: z.array(z.string()) })),
  }),
  handler: readingText,
});

const confirm = defineEndpoint({
  id: 'rulebook.reading.confirm',
  method: 'POST',
  path: `${path}/receipt`,
  access: 'signed-in',
  summary: '确认已读一项制度',
  input: z.object(key),
  output: z.object({}),
  async handler(ctx, input) {
    await confirmRead(ctx, input);
    return {};
  },
});

const quiz = defineEndpoint({
  id: 'rulebook.reading.quiz',
  method: 'POST',
  path: `${path}/quiz`,
  access: 'signed-in',
  summary: '作答一项制度的测验，全部答对为通过，可以重答',
  input: z.object({ ...key, answers: z.array(z.int().min(0).nullable()).max(100) }),
  output: z.object({ passed: z.boolean(), wrong: z.array(z.int()) }),
  handler: answerQuiz,
});

const progress = defineEndpoint({
  id: 'rulebook.readings.progress',
  method: 'GET',
  path: '/api/rulebook/readings/progress',
  access: { roles: CHASING_ROLES },
  summary: '必读制度的阅读进度与未读名单，按机构',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        version: z.int(),
        regulation: z.string(),
        title: z.string(),
        effectiveOn: z.string(),
        concerned: z.int(),
        read: z.int(),
        passed: z.int().nullable(),
        institutions: z.array(
          z.object({ id: z.int(), name: z.string(), concerned: z.int(), read: z.int(), passed: z.int() }),
        ),
        missing: z.array(
          z.object({ staffId: z.int(), no: z.string(), name: z.string(), institution: z.string(), read: z.boolean() }),
        ),
      }),
    ),
  }),
  handler: async (ctx) => ({ items: await readingProgress(ctx) }),
});

export const readingEndpoints = [list, progress, text, confirm, quiz];
