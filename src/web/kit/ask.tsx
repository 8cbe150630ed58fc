import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { problemsOfError } from '../api/problems.ts';
import { sendsForm } from './keys.ts';
import { ProblemList } from './problem-list.tsx';

export type AskProps = {
  open: boolean;
  title: string;
  /** What follows from saying yes. */
  children?: ReactNode;
  okText: string;
  /** In pixels; wider where tables are to be compared. */
  width?: number;
  /** With it a reason is asked for and must be given. */
  reason?: { label: string; placeholder?: string };
  /** The dialog stays open, with what was written, until this succeeds. */
  onOk: (reason: string) => Promise<unknown>;
  onClose: () => void;
};

/** A question before something that matters, with the reason that the record will carry. */
export function Ask({ open, title, children, okText, width = 440, reason, onOk, onClose }: AskProps) {
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reasonId = useId();
  const given = text.trim();
  const ready = reason === undefined || given !== '';

  const close = () => {
    setError(null);
    onClose();
  };
  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    setError(null);
    try {
      await onOk(given);
      setText('');
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText="取消"
      okButtonProps={{ disabled: !ready, loading: sending }}
      onOk={() => void send()}
      onCancel={close}
      width={width}
    >
      {error !== null && <ProblemList problems={problemsOfError(error)} />}
      {children}
      {reason !== undefined && (
        <div style={{ marginTop: 12 }}>
          <label htmlFor={reasonId}>{reason.label}</label>
          <Input.TextArea
            id={reasonId}
            autoFocus
            rows={3}
            maxLength={500}
            value={text}
            placeholder={reason.placeholder ?? ''}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (sendsForm(event.nativeEvent)) void send();
            }}
          />
        </div>
      )}
    </Modal>
  );
}
