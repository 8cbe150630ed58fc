import { hoursOf, hoursParameter } from '../../../../kernel/rulebook/effort.ts';
import { RULE_SECTIONS } from '../../../../kernel/rulebook/labels.ts';
import type { Rule } from '../../../../kernel/rulebook/rule.ts';
import { AmountInput } from './amount-input.tsx';
import styles from './editor.module.css';
import { parametersOf, useEditor } from './editor-context.ts';
import { FieldView } from './field-view.tsx';
import { ruleFields } from './parts.ts';
import { getIn, type Path } from './paths.ts';

const SAID_ELSEWHERE = new Set(['id', 'shape']);

/** A rule as a form: its sections in the order in which people think, whatever its shape. */
export function RuleForm({ path }: { path: Path }) {
  const { document } = useEditor();
  const rule = getIn(document, path) as Rule;
  const fields = ruleFields(rule.shape).filter(({ name }) => !SAID_ELSEWHERE.has(name));
  const named = new Set(RULE_SECTIONS.flatMap((section) => section.fields));
  const others = { title: '其他', fields: fields.map(({ name }) => name).filter((name) => !named.has(name)) };
  return [...RULE_SECTIONS, others].map((section) => {
    const shown = section.fields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
    if (shown.length === 0) return null;
    return (
      <section key={section.title} className={styles.section}>
        <h3 className={styles.sectionTitle}>{section.title}</h3>
        {shown.map((field) => (
          <FieldView key={field.name} field={field} path={[...path, field.name]} />
        ))}
        {section.fields.includes('bearer') && <Hours rule={rule} />}
      </section>
    );
  });
}

/** What one act of the rule costs; kept as a parameter, so that the estimate has its clause and its versions. */
function Hours({ rule }: { rule: Rule }) {
  const editor = useEditor();
  const name = hoursParameter(rule);
  const parameters = parametersOf(editor);
  const parameter = parameters[name];
  const inherited = parameter === undefined ? hoursOf(rule, parameters) : null;
  const write = (value: string) => {
    if (value === '') editor.set(['parameters', name], undefined);
    else if (parameter) editor.set(['parameters', name, 'value'], value);
    else {
      const made = { label: `${rule.title}每次工时`, value, unit: '小时', clause: rule.clause };
      editor.set(['parameters', name], made);
    }
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>每次工时</span>
      <AmountInput
        label="每次工时"
        value={String(parameter?.value ?? '')}
        unit="小时"
        disabled={editor.readOnly}
        onChange={write}
      />
      <p className={styles.help}>
        估计办一次要几小时，只用于预览工作量；
        {inherited === null ? '不写则不估' : `不写则按同类事实的 ${inherited} 小时`}
      </p>
    </div>
  );
}
