import { clauseFindings } from '../../../../kernel/rulebook/clause-table.ts';
import { type Rule, ruleSchema } from '../../../../kernel/rulebook/rule.ts';
import styles from './editor.module.css';
import { parametersOf, useEditor } from './editor-context.ts';
import { getIn, type Path } from './paths.ts';

/** Whether a rule and its clause's other rules divide their population without conflict and gap; nothing where it has none. */
export function ClauseProof({ path }: { path: Path }) {
  const { document, words } = useEditor();
  const own = getIn(document, path) as Rule;
  const rules = ((document.rules ?? []) as Rule[]).flatMap((rule) => {
    const read = rule.clause === own.clause && rule.shape === 'recurring' ? ruleSchema.safeParse(rule).data : undefined;
    return read === undefined ? [] : [read];
  });
  const others = rules.filter(({ id }) => id !== own.id).map(({ id }) => id);
  if (others.length === 0) return null;
  const findings = clauseFindings({ rules, parameters: parametersOf({ document }) }, words);
  const mine = findings.filter((finding) => finding.rules.includes(own.id));
  if (mine.length === 0)
    return <p className={styles.proved}>✓ 与同一条款的 {others.join('、')} 一并核对：没有冲突和缺口</p>;
  return (
    <ul className={styles.findings} role="status">
      {mine.map(({ problem }) => (
        <li key={problem.text}>! {problem.text}</li>
      ))}
    </ul>
  );
}
