/**
 * What a spreadsheet file may cost us. A file comes from outside: every size in it is a claim until it is counted,
 * so each of these is checked while reading, before memory or time is spent.
 */
export const limits = {
  /** Longest record of a CSV file in characters: an opened and never closed quote must not swallow the whole file. */
  csvRecordCharacters: 1_000_000,
  /** Columns that may hold something. Our widest file has nine; banks' own exports have some dozens. */
  columns: 500,
  /** Longest cell in characters; Excel's own limit. */
  cellCharacters: 32_767,
  /** `<c>` elements in one row of a sheet, empty ones too; Excel's own limit of columns. */
  sheetCellsPerRow: 16_384,
  /** Files inside a workbook. Real ones have some dozens; each costs memory in the zip's directory. */
  zipEntries: 2_000,
  /** Inflated bytes of the sheet: about 400,000 rows of contacts. Larger exports belong into CSV. */
  sheetBytes: 150 * 2 ** 20,
  /** Inflated bytes of the shared strings, and of the small parts (workbook, styles, relations). */
  sharedStringsBytes: 64 * 2 ** 20,
  partBytes: 8 * 2 ** 20,
  /** Characters of all shared strings together, since they have to stay in memory. */
  sharedStringsCharacters: 24 * 2 ** 20,
  sharedStringsCount: 1_000_000,
  /** Inflated ÷ packed. Repetitive sheets reach 60; deflate's worst bomb 1,032. */
  inflateRatio: 200,
  /** Below this many bytes the ratio says nothing: a sheet of one repeated row is small and harmless. */
  inflateRatioFrom: 4 * 2 ** 20,
} as const;
