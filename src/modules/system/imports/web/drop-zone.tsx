import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import styles from './imports.module.css';

/** As the server has it; told before the file travels for nothing. */
const LARGEST_BYTES = 400 * 2 ** 20;

export type DropZoneProps = {
  /** What is expected here: `把客户的文件拖到这里`. */
  invitation: string;
  busy: boolean;
  onFile: (file: File) => void;
  /** Why these files cannot be taken, in words that say what to do. */
  onProblem: (text: string) => void;
};

/** Takes one file, dropped or chosen; the button is the way of the keyboard and the phone. */
export function DropZone({ invitation, busy, onFile, onProblem }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file === undefined) return;
    if ((files?.length ?? 0) > 1) onProblem('一次只导入一个文件，请逐个拖入');
    else if (file.size > LARGEST_BYTES) onProblem('文件超过 400 MB，请拆分后再导入');
    else onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) take(event.dataTransfer.files);
  };

  return (
    <section
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      aria-label="上传文件"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className={styles.invitation}>{busy ? '正在上传并核对…' : invitation}</p>
      <Button type="primary" loading={busy} onClick={() => input.current?.click()}>
        选择文件
      </Button>
      <p className={styles.faint}>CSV（UTF-8 或 GB18030）或 XLSX 的第一张工作表；核对之后才会写入</p>
      <input
        ref={input}
        type="file"
        className="zy-unseen"
        tabIndex={-1}
        aria-label="要导入的文件"
        accept=".csv,.txt,.xlsx,.xlsm"
        onChange={(event) => {
          take(event.target.files);
          // The same file, mended, may be chosen again.
          event.target.value = '';
        }}
      />
    </section>
  );
}
