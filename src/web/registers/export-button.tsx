import { Button } from 'antd';
import { api, type Query } from '../api/client.ts';
import { useAct } from '../api/query.ts';

/** Has the server write what the list shows into a workbook; it waits in the task centre, watermarked and audited. */
export function ExportButton({ path, query }: { path: string; query: Query }) {
  const start = useAct({
    run: () => api.get<{ taskId: number }>(path, query),
    done: '正在导出，完成后在任务中心下载',
  });
  return (
    <Button type="text" loading={start.isPending} onClick={() => start.mutate(undefined)}>
      导出
    </Button>
  );
}
