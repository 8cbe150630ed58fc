import { posix } from 'node:path';
import { fail } from '../../kernel/errors/public.ts';
import { excelErrors } from './errors.ts';
import { limits } from './limits.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { isBuiltInDate, isDateFormat, unescapeText } from './xlsx-values.ts';
import { readWholeXml } from './xml.ts';

export type Workbook = {
  /** Path of the first worksheet inside the package. */
  sheet: string;
  is1904: boolean;
  sharedStrings: readonly string[];
  /** By style number: whether a number in a cell of that style is a date. */
  dateStyles: readonly boolean[];
};

export async function readWorkbook(file: XlsxPackage): Promise<Workbook> {
  const { firstSheetRelation, is1904 } = await readSheetList(file);
  const relations = await readRelations(file);
  const sheet = relations.get(firstSheetRelation) ?? fail(excelErrors.XLSX_NO_SHEET());
  const dateStyles = await readDateStyles(file);
  return { sheet, is1904, dateStyles, sharedStrings: await readSharedStrings(file) };
}

async function readSheetList(file: XlsxPackage) {
  let firstSheetRelation: string | undefined;
  let is1904 = false;
  await readWholeXml(file.text('xl/workbook.xml', limits.partBytes), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') firstSheetRelation ??= attributes['r:id'] ?? prefixedId(attributes);
    },
  });
  if (firstSheetRelation === undefined) fail(excelErrors.XLSX_NO_SHEET());
  return { firstSheetRelation: firstSheetRelation as string, is1904 };
}

/** The relation's id where a writer chose another namespace prefix than `r`. */
function prefixedId(attributes: Record<string, string>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}

async function readRelations(file: XlsxPackage): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readWholeXml(file.text('xl/_rels/workbook.xml.rels', limits.partBytes), {
    open(name, { Id, Target, Type, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
      if (Type?.endsWith('/worksheet')) targets.set(Id, posix.resolve('/xl', Target).slice(1));
    },
  });
  return targets;
}

async function readDateStyles(file: XlsxPackage): Promise<boolean[]> {
  const part = 'xl/styles.xml';
  if (!file.has(part)) return [];
  const customDates = new Map<number, boolean>();
  const dateStyles: boolean[] = [];
  let isInCellFormats = false;
  await readWholeXml(file.text(part, limits.partBytes), {
    open(name, attributes) {
      const formatId = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') customDates.set(formatId, isDateFormat(attributes.formatCode ?? ''));
      if (name === 'cellXfs') isInCellFormats = true;
      if (name === 'xf' && isInCellFormats) dateStyles.push(customDates.get(formatId) ?? isBuiltInDate(formatId));
    },
    close(name) {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  });
  return dateStyles;
}

async function readSharedStrings(file: XlsxPackage): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  if (!file.has(part)) return [];
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let isInText = false;
  let isInPhonetic = false;
  await readWholeXml(file.text(part, limits.sharedStringsBytes), {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') isInPhonetic = true;
      isInText = name === 't' && !isInPhonetic;
    },
    text(text) {
      if (isInText) current += text;
    },
    close(name) {
      if (name === 't') isInText = false;
      if (name === 'rPh') isInPhonetic = false;
      if (name !== 'si') return;
      characters += current.length;
      if (strings.length >= limits.sharedStringsCount || characters > limits.sharedStringsCharacters) {
        fail(excelErrors.XLSX_TOO_MANY_STRINGS());
      }
      strings.push(unescapeText(current));
    },
  });
  return strings;
}
