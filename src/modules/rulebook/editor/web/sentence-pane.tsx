import { useRef } from 'react';
import { type Rule, ruleSchema } from '../../../../kernel/rulebook/rule.ts';
import { sentenceOf } from '../../../../kernel/rulebook/sentence.ts';
import styles from './editor.module.css';
import { parametersOf, useEditor } from './editor-context.ts';
import { getIn, type Path } from './paths.ts';

/** The rule in one plain sentence, with every keystroke. While something is missing the last whole one stays. */
export function SentencePane({ path }: { path: Path }) {
  const editor = useEditor();
  const last = useRef('');
  const parsed = ruleSchema.safeParse(getIn(editor.document, path));
  if (parsed.success) last.current = sentenceOf(parsed.data as Rule, parametersOf(editor), editor.words);
  return (
    <p className={styles.sentence} aria-live="polite">
      {last.current === '' ? '填全后，这里用一句话说明这条规则。' : last.current}
      {!parsed.success && last.current !== '' && <span className={styles.fault}>（修改尚未填全）</span>}
    </p>
  );
}
