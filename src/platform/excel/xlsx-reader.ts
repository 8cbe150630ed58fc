import { fail } from '../../kernel/errors/public.ts';
import { excelErrors } from './errors.ts';
import { limits } from './limits.ts';
import type { TableRow, TableRows } from './table.ts';
import { XlsxPackage } from './xlsx-package.ts';
import { readWorkbook, type Workbook } from './xlsx-parts.ts';
import { columnOf, plainNumber, serialToTime, unescapeText } from './xlsx-values.ts';
import { readXml, type XmlHandler } from './xml.ts';

/** The records of a workbook's first sheet. Throws AppError for what is hostile or damaged. */
export async function* readXlsx(path: string): TableRows {
  const file = await XlsxPackage.open(path);
  try {
    const workbook = await readWorkbook(file);
    const sheet = new SheetHandler(workbook);
    for await (const _ of readXml(file.text(workbook.sheet, limits.sheetBytes), sheet)) {
      const rows = sheet.take();
      if (rows.length > 0) yield rows;
    }
  } finally {
    file.close();
  }
}

type SheetCell = { column: number; type: string; style: number; hasFormula: boolean; value: string | null };

/** Puts the elements of a sheet together into records. */
class SheetHandler implements XmlHandler {
  readonly #workbook: Workbook;
  #rows: TableRow[] = [];
  #no = 0;
  #cells: string[] = [];
  #problems: string[] = [];
  #cellsInRow = 0;
  #lastColumn = -1;
  #cell: SheetCell | null = null;
  #isInValue = false;
  #isInPhonetic = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  take(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Record<string, string>): void {
    switch (name) {
      case 'row':
        this.#openRow(Number(attributes.r));
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'f':
        if (this.#cell) this.#cell.hasFormula = true;
        break;
      case 'rPh':
        this.#isInPhonetic = true;
        break;
      case 'v':
      case 't':
        this.#isInValue = this.#cell !== null && !this.#isInPhonetic;
        break;
    }
  }

  text(text: string): void {
    if (this.#isInValue && this.#cell) this.#cell.value = (this.#cell.value ?? '') + text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#isInValue = false;
        break;
      case 'rPh':
        this.#isInPhonetic = false;
        break;
      case 'c':
        if (this.#cell) this.#closeCell(this.#cell);
        this.#cell = null;
        break;
      case 'row':
        this.#closeRow();
        break;
    }
  }

  #openRow(stated: number): void {
    // The sheet's own numbers are what people see, but only as long as they rise.
    this.#no = Number.isSafeInteger(stated) && stated > this.#no ? stated : this.#no + 1;
    this.#cells = [];
    this.#problems = [];
    this.#cellsInRow = 0;
    this.#lastColumn = -1;
  }

  #openCell({ r, t, s }: Record<string, string>): void {
    if (++this.#cellsInRow > limits.sheetCellsPerRow) this.#refuseWidth();
    const stated = r === undefined ? -1 : columnOf(r);
    const column = stated >= 0 ? stated : this.#lastColumn + 1;
    this.#lastColumn = column;
    this.#cell = { column, type: t ?? 'n', style: Number(s ?? 0), hasFormula: false, value: null };
  }

  #closeCell(cell: SheetCell): void {
    const text = this.#textOf(cell);
    // Formatted but empty cells may stand anywhere; only content counts against the width.
    if (text === '') return;
    if (cell.column >= limits.columns) this.#refuseWidth();
    if (text.length > limits.cellCharacters) {
      fail(excelErrors.TABLE_CELL_TOO_LONG({ record: this.#no, limit: limits.cellCharacters }));
    }
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = text;
  }

  #textOf({ type, value, style, hasFormula, column }: SheetCell): string {
    if (value === null || value === '') {
      if (hasFormula && value === null) this.#problems.push(`第 ${column + 1} 列的公式没有结果，请改为数值`);
      return '';
    }
    switch (type) {
      case 's':
        return this.#workbook.sharedStrings[Number(value)] ?? fail(excelErrors.XLSX_DAMAGED({ reason: '文字缺失' }));
      case 'str':
      case 'inlineStr':
        return unescapeText(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        this.#problems.push(`第 ${column + 1} 列是 Excel 错误值 ${value}`);
        return value;
      case 'd':
        return value.replace(/(\.\d+)?Z?$/, '');
      default:
        return (
          (this.#workbook.dateStyles[style] ? serialToTime(Number(value), this.#workbook.is1904) : null) ??
          plainNumber(value)
        );
    }
  }

  #closeRow(): void {
    if (this.#cells.length === 0 && this.#problems.length === 0) return;
    const row: TableRow = { no: this.#no, cells: this.#cells };
    if (this.#problems.length > 0) row.problem = this.#problems.join('；');
    this.#rows.push(row);
  }

  #refuseWidth(): never {
    return fail(excelErrors.TABLE_TOO_WIDE({ record: this.#no, limit: limits.columns }));
  }
}
