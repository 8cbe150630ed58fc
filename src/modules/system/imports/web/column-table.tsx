import type { ImporterKind } from '../../../../web/registers/use-importers.ts';
import { templateUrl } from './import-api.ts';
import styles from './imports.module.css';

/** The columns that a file of this kind has, and the template that has them. */
export function ColumnTable({ importer: { kind, title, columns } }: { importer: ImporterKind }) {
  return (
    <section>
      <h2 className={styles.heading}>
        {title}的列
        <a href={templateUrl(kind)} download className={styles.plainLink}>
          下载模板
        </a>
      </h2>
      <table className={styles.columns}>
        <tbody>
          {columns.map(({ name, key, required, expected }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={styles.need}>{key ? '主键' : required ? '必填' : ''}</td>
              <td className={styles.faint}>{expected}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.faint}>列的次序不限，多余的列会指出并忽略。主键相同的行再次导入即更正，内容相同则不变。</p>
    </section>
  );
}
