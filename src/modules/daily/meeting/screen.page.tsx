import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { Page } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import type { SheetLine } from './attendance.ts';
import styles from './web/screen.module.css';

const SHEET_AGAIN_MS = 5_000;
/** A new code is fetched a moment after the old one ends, never in a busy loop when the clocks differ. */
const SOONEST_MS = 1_000;

/** 会场签到码: for the screen of the room; changes by itself and counts who has come. */
export default function ScreenPage() {
  const { id = '' } = useParams<{ id: string }>();
  const codePath = `/api/meetings/${id}/code`;
  const code = useQuery({
    queryKey: [codePath],
    queryFn: ({ signal }) => api.get<{ code: string; until: string }>(codePath, {}, signal),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : Math.max(Date.parse(state.data.until) - Date.now(), SOONEST_MS),
  });
  const sheetPath = `/api/meetings/${id}/attendance`;
  const sheet = useQuery({
    queryKey: [sheetPath],
    queryFn: ({ signal }) => api.get<{ items: Json<SheetLine>[] }>(sheetPath, {}, signal),
    refetchInterval: SHEET_AGAIN_MS,
  });
  const missing = sheet.data?.items.filter(({ status }) => status === 'expected') ?? [];
  return (
    <Page title="会场签到码" actions={<Link href="/meetings">返回例会</Link>}>
      <Loaded query={code}>
        {(shown) => (
          <div className={styles.screen}>
            <p className={styles.code} aria-live="polite">
              {shown.code.slice(0, 3)} {shown.code.slice(3)}
            </p>
            <p className={styles.hint}>打开展业“例会”，输入这六位数字；每半分钟更换</p>
            {sheet.data !== undefined && (
              <p className={styles.count}>
                已到 {sheet.data.items.filter(({ status }) => status === 'present' || status === 'late').length} /{' '}
                {sheet.data.items.length}
              </p>
            )}
            {missing.length > 0 && <p className={styles.missing}>未到：{missing.map(({ name }) => name).join('、')}</p>}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
