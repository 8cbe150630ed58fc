import pg from 'pg';

type Parse = (text: string) => unknown;

/** Object ids of array types, which `pg` does not name. */
const OID = { textArray: 1009, int8Array: 1016, dateArray: 1182, numericArray: 1231 } as const;

const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => Parse;
const parseTextArray = parserOf(OID.textArray) as (text: string) => (string | null)[];
const asIs: Parse = (text) => text;
const { DATE, INT8, NUMERIC } = pg.types.builtins;

/**
 * How columns arrive in JavaScript where `pg`'s own choice would lose something: a civil date has no zone,
 * money is never a float, and ids stay below 2^53 so that they can be numbers.
 */
const parsers = new Map<number, Parse>([
  [DATE, asIs],
  [INT8, Number],
  [NUMERIC, asIs],
  [OID.dateArray, parseTextArray],
  [OID.numericArray, parseTextArray],
  [OID.int8Array, (text) => parseTextArray(text).map((item) => (item === null ? null : Number(item)))],
]);

/** `pg`'s `types` option: per pool, so that another library in the process keeps its own parsers. */
export const typeParsers = {
  getTypeParser: (oid: number, format?: string): Parse =>
    (format !== 'binary' && parsers.get(oid)) || parserOf(oid, format),
} as pg.CustomTypesConfig;
