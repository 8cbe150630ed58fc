import { useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { addDays, type CivilDate, compare } from '../../../../kernel/calendar/index.ts';
import { api } from '../../../../web/api/client.ts';
import { DateInput } from '../../../../web/kit/date-input.tsx';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { toast } from '../../../../web/kit/toast.ts';

type Values = { as: 'work' | 'rest' | 'inherit'; until: CivilDate; name?: string | null };

const MOST_DAYS = 60;
const WORKDAY: Record<Values['as'], boolean | null> = { work: true, rest: false, inherit: null };

/** Sets one day, or the days up to another, for the whole bank or one institution. */
export function DayDialog(props: {
  day: CivilDate;
  isWorkday: boolean;
  institution: number | null;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { day, institution, onClose } = props;
  return (
    <Modal open title={day} footer={null} onCancel={onClose} width={420} destroyOnHidden>
      <FormPage<Values, { changed: number }>
        initial={{ as: props.isWorkday ? 'rest' : 'work', until: day }}
        submitText="保存"
        submit={({ as, until, name }, idempotencyKey) =>
          api.put(
            '/api/calendar/days',
            {
              ...(institution !== null && { institutionId: institution }),
              days: daysThrough(day, until).map((one) => ({ day: one, isWorkday: WORKDAY[as], name: name || null })),
            },
            { idempotencyKey },
          )
        }
        onDone={({ changed }) => {
          toast.done(changed === 0 ? '没有变动' : `已调整 ${changed} 天，有关义务随后按新日历重算`);
          void client.invalidateQueries({ queryKey: ['/api/calendar/years'] });
          onClose();
        }}
        onCancel={onClose}
      >
        <FormField name="as" label="设为" required>
          <Radio.Group
            options={[
              { value: 'rest', label: '休息日' },
              { value: 'work', label: '工作日' },
              { value: 'inherit', label: institution === null ? '按星期' : '随上级机构' },
            ]}
          />
        </FormField>
        <FormField name="until" label="至（含）" required>
          <DateInput />
        </FormField>
        <FormField name="name" label="名称" help="如：春节、春节调休上班、本行行庆">
          <Input maxLength={40} />
        </FormField>
      </FormPage>
    </Modal>
  );
}

function daysThrough(from: CivilDate, until: CivilDate): CivilDate[] {
  const days = [from];
  for (let day = addDays(from, 1); compare(day, until) <= 0 && days.length < MOST_DAYS; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}
