import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useLocation, useSearchParams } from 'wouter';
import { InstantInput } from '../../../web/kit/date-input.tsx';
import { FormField } from '../../../web/kit/form-field.tsx';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { nowOnTheClock } from '../../../web/kit/now.ts';
import { Page } from '../../../web/kit/page.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { type Fate, KEPT, useCorrection, useSendOrKeep } from '../../../web/offline/send-or-keep.ts';
import { touchedByOutings } from './web/keys.ts';
import { StopFields, type StopValues } from './web/stop-fields.tsx';

type Values = {
  kind: 'business' | 'private';
  leaving: boolean;
  planned_out_at?: string | null;
  expected_return_at: string;
  business: string;
  stops?: StopValues[];
};

/** 依据 DAY-5, DAY-6: told before one leaves: where to, whom one meets and for what, when one is back. */
export default function OutingNewPage() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const customer = Number(parameters.get('customer')) || undefined;
  const correction = useCorrection();
  const send = useSendOrKeep();
  const submit = (written: Values, key: string) =>
    send({
      key,
      title: `外出 ${written.business}`,
      path: '/api/outings',
      body: bodyOf(written),
      form: { path: '/outings/new', values: written },
    });
  const done = (fate: Fate) => {
    for (const queryKey of touchedByOutings) void client.invalidateQueries({ queryKey });
    toast.done(fate === 'kept' ? KEPT : '外出已登记，主管会收到提醒');
    navigate('/outings');
  };
  return (
    <Page title="登记外出">
      <FormPage<Values, Fate>
        initial={correction?.form?.values ?? { kind: 'business', leaving: true, stops: [{ customer_id: customer }] }}
        draft={correction === null ? 'outing:new' : `outbox:${correction.seq}`}
        submit={submit}
        submitText="登记外出"
        onDone={done}
        onCancel={() => navigate('/outings')}
      >
        <FormField name="kind" label="类别" required help="因私外出须先有已批准的请假">
          <Radio.Group
            options={[
              { value: 'business', label: '因公' },
              { value: 'private', label: '因私' },
            ]}
          />
        </FormField>
        <FormField name="leaving" label="何时出发" required>
          <Radio.Group
            options={[
              { value: true, label: '现在就走' },
              { value: false, label: '稍后再走' },
            ]}
          />
        </FormField>
        <Form.Item<Values> noStyle dependencies={['leaving']}>
          {({ getFieldValue }) =>
            getFieldValue('leaving') === false && (
              <FormField name="planned_out_at" label="计划外出" required>
                <InstantInput />
              </FormField>
            )
          }
        </Form.Item>
        <FormField name="expected_return_at" label="预计归行" required>
          <InstantInput />
        </FormField>
        <FormField name="business" label="外出事由" required>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
        </FormField>
        <Form.Item<Values> noStyle dependencies={['kind']}>
          {({ getFieldValue }) => getFieldValue('kind') === 'business' && <StopFields />}
        </Form.Item>
      </FormPage>
    </Page>
  );
}

/** Who leaves now leaves when this is written, also where it is sent later. */
function bodyOf({ stops = [], planned_out_at, ...values }: Values) {
  const now = nowOnTheClock();
  return {
    ...values,
    planned_out_at: planned_out_at ?? now,
    ...(values.leaving && { left_at: now }),
    stops: values.kind === 'private' ? [] : stops,
  };
}
