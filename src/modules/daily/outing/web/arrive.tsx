import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { Json } from '../../../../web/api/json.ts';
import { toast } from '../../../../web/kit/toast.ts';
import type { BoardStop } from '../board.ts';
import type { OutingStep } from '../outing-step.ts';
import { positionOnce } from './coarse-position.ts';
import styles from './outing.module.css';
import { useOutingStep } from './use-outing-step.ts';

/** 依据 DAY-5: arriving, and the one question whether the place may be kept: asked each time, never decided beforehand. */
export function Arrive({
  outing,
  stop,
  onClose,
}: {
  outing: OutingStep['outing'];
  stop: Pick<Json<BoardStop>, 'rank' | 'party' | 'place'>;
  onClose: () => void;
}) {
  const [consent, setConsent] = useState(false);
  const arrive = useOutingStep(`到达 ${stop.party}`, `已登记到达${stop.place}`, { onDone: onClose });
  const tell = async () => {
    const position = consent ? await positionOnce() : null;
    if (consent && position === null) toast.problem('没有取得位置，本次只登记到达时间');
    arrive.mutate({ outing, step: { name: 'arrive', rank: stop.rank, ...(position !== null && { position }) } });
  };
  return (
    <Modal
      open
      title={`到达 ${stop.party}`}
      okText="登记到达"
      cancelText="取消"
      okButtonProps={{ loading: arrive.isPending }}
      onOk={() => void tell()}
      onCancel={onClose}
      width={440}
    >
      <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
        同意登记本次到达的位置
      </Checkbox>
      <p className={styles.explain}>
        只在此刻取一次，只保留到约一公里，不跟踪、不连续定位；查看须说明事由并留痕，您随时可以删除。不同意也可以登记到达。
      </p>
    </Modal>
  );
}
