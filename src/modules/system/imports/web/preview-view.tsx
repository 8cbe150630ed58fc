import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useAct } from '../../../../web/api/query.ts';
import { tasksPath } from '../../tasks/web/task-api.ts';
import { type ImportMode, type ImportOrder, type Preview, startImport } from './import-api.ts';
import styles from './imports.module.css';
import { Counts, formatText, Problems, Sample, Warnings } from './report-view.tsx';

type PreviewViewProps = {
  kind: string;
  backfill: boolean;
  preview: Preview;
  onStarted: (taskId: number) => void;
  onAnother: () => void;
};

/** The dry run of an uploaded file, and what may be done with it. Nothing has been written so far. */
export function PreviewView({ kind, backfill, preview, onStarted, onAnother }: PreviewViewProps) {
  const { file, name, report } = preview;
  const [mode, setMode] = useState<ImportMode>('per-row');
  const start = useAct({
    run: (dryRun: boolean) => startImport({ kind, file, mode, dryRun, backfill } satisfies ImportOrder),
    touches: [[tasksPath]],
    onDone: ({ taskId }) => onStarted(taskId),
  });
  const refused = report?.refused ?? null;
  const nothing = report !== null && (report.accepted === 0 || (mode === 'all-or-nothing' && report.refused > 0));
  return (
    <div className={styles.stack}>
      <header className={styles.fileLine}>
        <strong className={styles.fileName}>{name}</strong>
        {report !== null && <span className={styles.faint}>{formatText(report)}</span>}
        <Button size="small" onClick={onAnother}>
          换一个文件
        </Button>
      </header>
      {report === null ? (
        <p>文件较大，不在页面上等候核对。可先在后台试导入（不写入），看过结果再导入。</p>
      ) : (
        <>
          <Counts report={report} />
          <Warnings texts={report.warnings} />
        </>
      )}
      {refused !== 0 && (
        <Radio.Group
          className={styles.modes ?? ''}
          value={mode}
          onChange={(event) => setMode(event.target.value as ImportMode)}
          options={[
            { value: 'per-row', label: '逐行导入：有错的行留下，其余写入' },
            { value: 'all-or-nothing', label: '全部或不导入：有一行有错就都不写入' },
          ]}
        />
      )}
      <div className={styles.actions}>
        <Button type="primary" loading={start.isPending} disabled={nothing} onClick={() => start.mutate(false)}>
          {report === null || nothing ? '开始导入' : `导入 ${report.accepted.toLocaleString('zh-CN')} 行`}
        </Button>
        {(report === null || report.refused > 0) && (
          <Button loading={start.isPending} onClick={() => start.mutate(true)}>
            {report === null ? '后台试导入' : '只取回错误行'}
          </Button>
        )}
        {nothing && <span className={styles.faint}>{nothingText(report.refused)}</span>}
      </div>
      {report !== null && (
        <>
          <Problems report={report} />
          <Sample report={report} />
        </>
      )}
    </div>
  );
}

function nothingText(refused: number): string {
  return refused > 0 ? '没有可写入的行，请取回错误行改正后再拖入' : '文件内容都已在系统中，不必再导入';
}
