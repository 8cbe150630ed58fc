/**
 * Where random histories begin. A check that everybody runs must give everybody the same answer, so the seed stands;
 * `ZHANYE_SEED=$RANDOM ZHANYE_HISTORIES=100000` looks further.
 */
export const SEED = Number(process.env.ZHANYE_SEED ?? 20_261_122);
