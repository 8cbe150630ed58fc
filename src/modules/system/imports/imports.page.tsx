import { Checkbox } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Problem } from '../../../kernel/errors/public.ts';
import { problemsOfError } from '../../../web/api/problems.ts';
import { useMe } from '../../../web/api/session.ts';
import { Page } from '../../../web/kit/page.tsx';
import { ProblemList } from '../../../web/kit/problem-list.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { type ImporterKind, useImporters } from '../../../web/registers/use-importers.ts';
import { ColumnTable } from './web/column-table.tsx';
import { DropZone } from './web/drop-zone.tsx';
import { type Preview, previewFile } from './web/import-api.ts';
import styles from './web/imports.module.css';
import { KindList } from './web/kind-list.tsx';
import { PreviewView } from './web/preview-view.tsx';
import { TaskView } from './web/task-view.tsx';

const FIRST_KIND = 'customers';

/** 依据 CUS-17: choose what it is, drop the file, look at the dry run, import, mend what was refused, drop it again. */
export default function ImportsPage() {
  const importers = useImporters();
  return (
    <Page title="导入" note={<Link href="/tasks">任务中心</Link>}>
      <Loaded query={importers}>{(kinds) => <Wizard kinds={kinds} />}</Loaded>
    </Page>
  );
}

function Wizard({ kinds }: { kinds: readonly ImporterKind[] }) {
  const { task } = useParams<{ task?: string }>();
  const { values } = useUrlQuery();
  const [, navigate] = useLocation();
  const upload = useUpload();
  const importer = kinds.find(({ kind }) => kind === (values.kind ?? FIRST_KIND)) ?? kinds[0];
  if (importer === undefined) return <Empty title="没有可以导入的内容" next="能登记的登记簿才能导入" />;

  const chooseKind = (kind: string) => {
    upload.clear();
    navigate(`/imports?kind=${kind}`);
  };
  const started = (taskId: number) => {
    upload.clear();
    navigate(`/imports/${taskId}`);
  };
  /** From the result of one file to the preview of the next. */
  const dropAgain = (kind: string) => (file: File) => {
    navigate(`/imports?kind=${kind}`);
    void upload.send(kind, file, upload.backfill);
  };

  return (
    <div className={styles.wizard}>
      <KindList kinds={kinds} chosen={task === undefined ? importer.kind : null} onChoose={chooseKind} />
      <div className={styles.stack}>
        <ProblemList problems={upload.problems} />
        {task !== undefined ? (
          <TaskView
            key={task}
            id={Number(task)}
            onStarted={started}
            again={(kind, refused) => (
              <DropZone
                invitation={refused > 0 ? '改好的文件拖到这里，再导入一次' : '下一个文件拖到这里'}
                busy={upload.busy}
                onFile={dropAgain(kind)}
                onProblem={upload.refuse}
              />
            )}
          />
        ) : upload.preview !== null ? (
          <PreviewView
            kind={importer.kind}
            backfill={upload.backfill}
            preview={upload.preview}
            onStarted={started}
            onAnother={upload.clear}
          />
        ) : (
          <>
            <DropZone
              invitation={`把${importer.title}的文件拖到这里`}
              busy={upload.busy}
              onFile={(file) => void upload.send(importer.kind, file, upload.backfill)}
              onProblem={upload.refuse}
            />
            {importer.group === 'batch' && <BackfillChoice value={upload.backfill} onChange={upload.setBackfill} />}
            <ColumnTable importer={importer} />
          </>
        )}
      </div>
    </div>
  );
}

/** Whoever may say since when something was known could rewrite the past: offered to the system administrator alone. */
function BackfillChoice({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  if (useMe().adminRole !== 'system') return null;
  return (
    <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>
      补录历史：各行自“录入时间”（没有的自其本身日期）起算已知，记入审计
    </Checkbox>
  );
}

/** The file on its way to the server and what the server made of it. */
function useUpload() {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const [backfill, setBackfill] = useState(false);
  return {
    preview,
    problems,
    busy,
    backfill,
    setBackfill,
    clear: () => {
      setPreview(null);
      setProblems([]);
    },
    refuse: (text: string) => setProblems([{ code: 'FILE', text }]),
    async send(kind: string, file: File, asBackfill: boolean) {
      setProblems([]);
      setBusy(true);
      try {
        setPreview(await previewFile(kind, file, asBackfill));
      } catch (error) {
        setProblems(problemsOfError(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
