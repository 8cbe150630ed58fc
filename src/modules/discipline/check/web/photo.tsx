import { CameraOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { useMe } from '../../../../web/api/session.ts';
import { Section } from '../../../../web/kit/page.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import { type RegisterRow, registerPath } from '../../../../web/registers/register-api.ts';
import { postCheck } from '../post-check.register.ts';
import styles from './photo.module.css';
import { shrinkPhoto } from './shrink-photo.ts';

const pathOf = (id: number) => `/api/post-checks/${id}/photo`;

/** 现场照片 (依据 DAY-13): taken with the phone's camera before the finding is written, seen by whoever sees the finding. */
export function Photo({ row }: { row: RegisterRow }) {
  const me = useMe().staffId;
  const takes = row.state === 'drawn' && (row.checker_id === me || row.ordered_by === me);
  if (!takes && row.photographed !== true) return null;
  return (
    <Section title="现场照片">
      {row.photographed === true && (
        <img className={styles.photo} src={`${pathOf(row.id)}?v=${row.version}`} alt="查岗现场" />
      )}
      {takes && <TakePhoto row={row} />}
    </Section>
  );
}

function TakePhoto({ row }: { row: RegisterRow }) {
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState(false);
  const send = useAct({
    run: (photo: Blob) => {
      const form = new FormData();
      form.append('file', photo, 'photo.jpg');
      return api.post(pathOf(row.id), form);
    },
    touches: [[registerPath(postCheck)]],
    done: '照片已保存',
  });
  async function take(file: File | undefined) {
    if (!file) return;
    setReading(true);
    try {
      send.mutate(await shrinkPhoto(file));
    } catch {
      toast.problem('这张照片读不出来，请重新拍摄');
    } finally {
      setReading(false);
    }
  }
  return (
    <>
      <input
        ref={input}
        className={styles.input}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label="拍摄现场照片"
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button icon={<CameraOutlined />} loading={reading || send.isPending} onClick={() => input.current?.click()}>
        {row.photographed === true ? '重拍' : '拍照'}
      </Button>
      <p className={styles.hint}>登记结果以后照片不能再换；拍摄地点等附带信息不会保存</p>
    </>
  );
}
