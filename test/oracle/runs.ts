/**
 * Where random histories begin. A check that everybody runs must give everybody the same answer, so the seed stands;
 * `ZHANYE_SEED=$RANDOM ZHANYE_HISTORIES=100000` looks further.
 */
export const SEED = Number(process.env.ZHANYE_SEED ?? 20_261_122);

export const HISTORIES = Number(process.env.ZHANYE_HISTORIES ?? 10_000);
export const HISTORIES_EACH = 40;
/** For one history, asked or brought up once; some 10 are usual. */
export const MOST_MS = 100;
