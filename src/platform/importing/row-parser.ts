import type { TableRow } from '../excel/public.ts';
import type { Header } from './header.ts';
import { type ImportColumn, type ImporterDefinition, isRequired } from './importer.ts';

const NULL = '\\N';
const SHOWN_CHARACTERS = 40;

type Place = { column: ImportColumn; at: number; isRequired: boolean; derive?: (text: string) => string };

/** Turns a file's row into a line of COPY: number, problems, one value for each of `columns`. */
export class RowParser {
  /** The stage table's columns in the order of `copyLine`. */
  readonly columns: readonly string[];
  readonly #places: readonly Place[];
  readonly #absent: string;
  readonly #width: number;

  constructor(importer: ImporterDefinition, header: Header) {
    const derived = importer.derived ?? [];
    this.#places = header.columns.map(({ column, at }) => {
      const derive = derived.find(({ from }) => from === column.id)?.of;
      return { column, at, isRequired: isRequired(column), ...(derive && { derive }) };
    });
    // A column that is not in the file counts as empty, so its default holds for every row.
    const absent = header.absent.filter(({ whenEmpty }) => whenEmpty !== undefined);
    this.#absent = absent.map(({ whenEmpty }) => `\t${whenEmpty}`).join('');
    this.#width = header.cells.length;
    this.columns = [
      ...this.#places.flatMap(({ column }) => [
        column.id,
        ...derived.filter(({ from }) => from === column.id).map(({ id }) => id),
      ]),
      ...absent.map(({ id }) => id),
    ];
  }

  copyLine({ no, cells, problem }: TableRow): string {
    const problems: string[] = problem === undefined ? [] : [problem];
    let values = '';
    for (const place of this.#places) {
      const text = (cells[place.at] ?? '').trim();
      values += `\t${this.#valueOf(place, text, problems)}`;
      if (place.derive) values += `\t${text === '' ? NULL : escapeCopy(place.derive(text))}`;
    }
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell !== '')) {
      problems.push('内容比表头多，可能有逗号没有加引号');
    }
    return `${no}\t${problems.length === 0 ? NULL : escapeCopy(problems.join('；'))}${values}${this.#absent}\n`;
  }

  #valueOf({ column, isRequired }: Place, text: string, problems: string[]): string {
    if (text === '') {
      if (isRequired) problems.push(`${column.name}：请填写`);
      return column.whenEmpty ?? NULL;
    }
    const value = column.type.parse(text);
    if (value !== undefined) return escapeCopy(value);
    problems.push(`${column.name}：应为${column.type.expected}，现在是“${text.slice(0, SHOWN_CHARACTERS)}”`);
    return NULL;
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCopy(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] as string) : text;
}
