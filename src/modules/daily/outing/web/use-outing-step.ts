import { randomKey } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { KEPT, useSendOrKeep } from '../../../../web/offline/send-or-keep.ts';
import type { OutingStep } from '../outing-step.ts';
import { touchedByOutings } from './keys.ts';

export type StepOf = { outing: OutingStep['outing']; step: OutingStep['step'] };

/** 依据 DAY-5, DAY-19: leaving, arriving, coming back: told at once, or kept with the time of now and told later. */
export function useOutingStep(
  title: string,
  done: string,
  options: { toastProblems?: boolean; onDone?: () => void } = {},
) {
  const send = useSendOrKeep();
  return useAct({
    run: ({ outing, step }: StepOf) =>
      send({
        key: randomKey(),
        title,
        path: '/api/outings/steps',
        body: { outing, step, at: new Date().toISOString() },
        form: null,
      }),
    touches: touchedByOutings,
    done: (fate) => (fate === 'kept' ? KEPT : done),
    ...options,
  });
}
