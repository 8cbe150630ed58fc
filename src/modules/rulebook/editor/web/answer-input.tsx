import { Radio } from 'antd';
import { useEditor } from './editor-context.ts';
import { getIn, type Path } from './paths.ts';

/** Which of a question's options is right: chosen by its words, kept by its place. */
export function AnswerInput({ path, value, label }: { path: Path; value: unknown; label: string }) {
  const { document, readOnly, set } = useEditor();
  const options = (getIn(document, [...path.slice(0, -1), 'options']) ?? []) as string[];
  return (
    <Radio.Group
      aria-label={label}
      disabled={readOnly}
      value={value}
      options={options.map((option, place) => ({
        value: place,
        label: option === '' ? `（第 ${place + 1} 项）` : option,
      }))}
      onChange={({ target }) => set(path, target.value)}
    />
  );
}
