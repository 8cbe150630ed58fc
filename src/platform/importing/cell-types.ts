/** How a cell's text becomes a value of the stage table. */
export type CellType = {
  sqlType: 'text' | 'date' | 'timestamp' | 'numeric(18, 2)' | 'numeric' | 'integer' | 'boolean';
  /** The value as PostgreSQL reads it, or undefined where the text is not of this type. Never gets an empty text. */
  parse(text: string): string | undefined;
  /** Completes “应为…”. */
  expected: string;
};

const DEFAULT_LENGTH = 2000;

/** Free text, at most `max` characters. */
export function text(max = DEFAULT_LENGTH): CellType {
  return {
    sqlType: 'text',
    expected: `不超过 ${max} 个字的文字`,
    parse: (cell) => (cell.length <= max && !cell.includes('\0') ? cell : undefined),
  };
}

const NUMBER_LENGTH = 64;

/** A business number such as 客户号: short, without blanks inside. */
export const number: CellType = {
  sqlType: 'text',
  expected: `不超过 ${NUMBER_LENGTH} 个字符、中间没有空白的编号`,
  parse: (cell) => (cell.length <= NUMBER_LENGTH && !/[\s\0]/.test(cell) ? cell : undefined),
};

/** `YYYY-MM-DD`, `YYYY/M/D`; an Excel date cell or date as Excel saves it carries a midnight, which is dropped. */
export const date: CellType = {
  sqlType: 'date',
  expected: '日期，如 2026-03-05',
  parse: (cell) => {
    const [, day, time] = SPLIT_TIME.exec(cell) ?? [];
    if (day === undefined || (time !== undefined && !/^0?0:00(:00)?$/.test(time))) return undefined;
    return parseDay(day);
  },
};

/** `YYYY-MM-DDTHH:MM`, also with a blank, slashes or seconds; a clock of the bank's zone. */
export const time: CellType = {
  sqlType: 'timestamp',
  expected: '时间，如 2026-03-05T09:30',
  parse: (cell) => {
    const [, dayText, timeText] = SPLIT_TIME.exec(cell) ?? [];
    if (dayText === undefined || timeText === undefined) return undefined;
    const day = parseDay(dayText);
    const clock = parseClock(timeText);
    return day !== undefined && clock !== undefined ? `${day} ${clock}` : undefined;
  },
};

const SPLIT_TIME = /^([\d/-]{8,10})(?:[T ]+(\d[\d:]*))?$/;
const DAY = /^(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/)(\d{1,2})$/;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const EARLIEST_YEAR = 1900;
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function parseDay(text: string): string | undefined {
  const [, year = '', dashMonth, slashMonth, dayText = ''] = DAY.exec(text) ?? [];
  const month = Number(dashMonth ?? slashMonth);
  const day = Number(dayText);
  if (Number(year) < EARLIEST_YEAR || !(day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0))) return undefined;
  if (month === 2 && day === 29 && !isLeap(Number(year))) return undefined;
  return `${year}-${pad(month)}-${pad(day)}`;
}

function parseClock(text: string): string | undefined {
  const [, hour = '', minute = '', second = '00'] = CLOCK.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}:${second}`;
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const pad = (value: number) => (value < 10 ? `0${value}` : String(value));

const AMOUNT = /^-?(\d{1,16}|\d{1,3}(,\d{3}){1,5})(\.\d{1,2})?$/;

/** Yuan with at most two decimals; thousands separators are accepted. */
export function amount({ negative = false } = {}): CellType {
  return {
    sqlType: 'numeric(18, 2)',
    expected: `金额（元，最多两位小数${negative ? '' : '，不能为负'}），如 1234567.89`,
    parse: (cell) => {
      if (!AMOUNT.test(cell) || (!negative && cell.startsWith('-'))) return undefined;
      const plain = cell.replaceAll(',', '');
      return (plain.replace('-', '').split('.')[0]?.length as number) <= 16 ? plain : undefined;
    },
  };
}

export const wholeNumber: CellType = {
  sqlType: 'integer',
  expected: '不小于 0 的整数',
  parse: (cell) => (/^\d{1,9}$/.test(cell) ? cell : undefined),
};

const DECIMAL = /^-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?$/;

/** Any number of at most fifteen digits and six decimals. */
export const decimal: CellType = {
  sqlType: 'numeric',
  expected: '数字，如 12.5',
  parse: (cell) => (DECIMAL.test(cell) ? cell.replaceAll(',', '') : undefined),
};

/** One of the labels; the value stored is its code. */
export function choice(codesByLabel: Readonly<Record<string, string>>): CellType {
  const codes = new Map(Object.entries(codesByLabel));
  return { sqlType: 'text', expected: [...codes.keys()].join('、'), parse: (cell) => codes.get(cell) };
}

/** The labels themselves are what is stored. */
export function oneOf(labels: readonly string[]): CellType {
  return choice(Object.fromEntries(labels.map((label) => [label, label])));
}

/** Two labels for yes and no: `flag('是', '否')`. */
export function flag(yes: string, no: string): CellType {
  return { ...choice({ [yes]: 'true', [no]: 'false' }), sqlType: 'boolean' };
}
