import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams } from 'wouter';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { randomKey } from '../../../web/api/client.ts';
import { problemsOfError } from '../../../web/api/problems.ts';
import { useZone } from '../../../web/kit/bank.ts';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { labelOf, type RegisterRow, registerApi } from '../../../web/registers/register-api.ts';
import { touchedByVisits } from '../web/keys.ts';
import { VISIT_CONTENT } from './visit.fields.ts';
import { visit } from './visit.register.ts';
import styles from './web/visit-form.module.css';
import { VisitForm, type VisitValues } from './web/visit-form.tsx';

/** A record that was begun, or returned by a superior, is finished here. */
export default function VisitEditPage() {
  const { id = '' } = useParams<{ id: string }>();
  const query = useQuery({
    queryKey: ['/api/registers/visit', 'row', id],
    queryFn: ({ signal }) => registerApi.get(visit, id, signal),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Page title="写走访记录">
      <Loaded query={query}>
        {({ row, editable }) =>
          editable ? (
            <Edit key={row.version} row={row} />
          ) : (
            <Empty title="这份走访记录不能再改" next="已提交的记录如有误，请让上级退回，或撤回后重新登记" />
          )
        }
      </Loaded>
    </Page>
  );
}

function Edit({ row }: { row: RegisterRow }) {
  const client = useQueryClient();
  const zone = useZone();
  const [, navigate] = useLocation();
  const leave = (text: string) => {
    for (const queryKey of touchedByVisits) void client.invalidateQueries({ queryKey });
    toast.done(text);
    navigate('/');
  };
  const withVersion = (values: VisitValues) => ({ ...contentOf(values), version: row.version });
  const keep = async (values: VisitValues) => {
    try {
      await registerApi.update(visit, row.id, withVersion(values), randomKey());
      leave('已保存，请在期限前提交');
    } catch (error) {
      for (const { text } of problemsOfError(error)) toast.problem(text);
    }
  };
  return (
    <VisitForm
      draft={`visit:${row.id}@${row.version}`}
      initial={contentOf(row as unknown as VisitValues)}
      submit={(values, key) => registerApi.act(visit, row.id, 'submit', withVersion(values), key)}
      keep={keep}
      onDone={() => leave('走访记录已提交，等待确认')}
      onCancel={() => navigate('/')}
    >
      <p className={styles.customer}>
        {labelOf(row, 'customer_id')} <span className={styles.no}>{String(row.no)}</span>
      </p>
      {typeof row.comment === 'string' && typeof row.reviewed_at === 'string' && (
        <div className={styles.comment}>
          <Instruction
            text={row.comment}
            by={labelOf(row, 'reviewed_by') ?? ''}
            on={civilDateOf(new Date(row.reviewed_at), zone)}
          />
        </div>
      )}
    </VisitForm>
  );
}

function contentOf(values: VisitValues): VisitValues {
  return Object.fromEntries(VISIT_CONTENT.map((name) => [name, values[name] ?? null])) as unknown as VisitValues;
}
