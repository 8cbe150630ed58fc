import { Button, Input } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/problems.ts';
import { Ask } from '../kit/ask.tsx';
import { DateInput, InstantInput } from '../kit/date-input.tsx';
import { FormField } from '../kit/form-field.tsx';
import { FormPage } from '../kit/form-page.tsx';
import { InstitutionTree } from '../kit/institution-tree.tsx';
import { CustomerPicker, PersonPicker } from '../kit/pickers.tsx';
import { toast } from '../kit/toast.ts';
import { Story } from './story.tsx';

type Visit = { customer: number; met: string; at: string; next: string; result: string };

/** Refuses a short result, as a server would, to show where faults stand. */
async function pretendToSend(visit: Visit): Promise<void> {
  if (visit.result.length < 10) {
    throw new ApiError(422, [
      { code: 'VISIT_RESULT_SHORT', path: 'result', text: '走访结果至少 10 个字' },
      { code: 'VISIT_LATE', text: '走访时间已超过补录期限，请联系主管' },
    ]);
  }
}

export function FormStories() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Story name="FormPage">
        <FormPage<Visit, void>
          draft="gallery"
          initial={{ met: '王主任' }}
          submit={pretendToSend}
          onDone={() => toast.done('已提交')}
        >
          <FormField name="customer" label="客户" required>
            <CustomerPicker />
          </FormField>
          <FormField name="met" label="被访人" required>
            <Input />
          </FormField>
          <FormField name="at" label="走访时间" required>
            <InstantInput />
          </FormField>
          <FormField name="result" label="走访结果" required help="对方说了什么，答应了什么">
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </FormField>
          <FormField name="next" label="下次走访">
            <DateInput />
          </FormField>
        </FormPage>
      </Story>
      <Story name="Pickers">
        <PersonPicker />
        <InstitutionTree />
      </Story>
      <Story name="Ask">
        <div>
          <Button onClick={() => setAsking(true)}>不予认定…</Button>
        </div>
        <Ask
          open={asking}
          title="不予认定这条违规？"
          okText="不予认定"
          reason={{ label: '理由（将记入档案）', placeholder: '如：客户停业，无法走访' }}
          onOk={async () => toast.done('已处理')}
          onClose={() => setAsking(false)}
        >
          积分不会扣减，当事人会看到您的理由。
        </Ask>
      </Story>
    </>
  );
}
