import { Button } from 'antd';
import { labelOfField } from '../../../../kernel/rulebook/labels.ts';
import styles from './editor.module.css';
import { problemsAt, useEditor } from './editor-context.ts';
import { FieldView } from './field-view.tsx';
import { OutlineForm } from './outline-form.tsx';
import { PartNumber } from './part-number.tsx';
import { fieldsOfPart, OUTLINE, type PartKey, pathOfPart } from './parts.ts';
import { elementId, getIn, type Path } from './paths.ts';
import { RuleForm } from './rule-form.tsx';

const SECTION_NAMES: Record<string, string> = { clauses: '条款', rules: '规则', regulations: '制度' };

type PartFormProps = { part: PartKey; onGone: () => void; onRenamed: (id: string) => void };

/** The form of the part that is open. */
export function PartForm({ part, onGone, onRenamed }: PartFormProps) {
  const editor = useEditor();
  if (part.section === OUTLINE.section) return <OutlineForm />;
  const path = pathOfPart(editor.document, part);
  if (path === null) return <p className={styles.help}>这一项已不在草案里，请从左边另选。</p>;
  const shape = getIn(editor.document, [...path, 'shape']);
  const kind = labelOfField(['shape']).values?.[String(shape)];
  return (
    <div id={elementId(path)} className={styles.form}>
      <h2 className={styles.partTitle}>
        {kind ?? SECTION_NAMES[part.section] ?? labelOfField([part.section]).label}
        <code className={styles.code}>{part.id}</code>
        {!editor.readOnly && (
          <Button
            size="small"
            type="link"
            onClick={() => {
              editor.set(path, undefined);
              onGone();
            }}
          >
            删去
          </Button>
        )}
      </h2>
      {problemsAt(editor.problems, path).map(({ text }) => (
        <p key={text} className={styles.fault}>
          ! {text}
        </p>
      ))}
      {part.section === 'rules' ? (
        <RuleForm path={path} />
      ) : (
        <PlainForm part={part} path={path} onRenamed={onRenamed} />
      )}
    </div>
  );
}

function PlainForm({ part, path, onRenamed }: { part: PartKey; path: Path; onRenamed: (id: string) => void }) {
  const fields = fieldsOfPart(part.section);
  const keyed = !fields.some(({ name }) => name === 'id');
  return (
    <>
      {keyed && <PartNumber part={part} name="参数名" onRenamed={onRenamed} />}
      {fields.map((field) =>
        field.name === 'id' ? (
          <PartNumber key="id" part={part} name="编号" onRenamed={onRenamed} />
        ) : (
          <FieldView key={field.name} field={field} path={[...path, field.name]} />
        ),
      )}
    </>
  );
}
