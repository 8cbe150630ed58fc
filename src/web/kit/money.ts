const wanThreshold = 10_000_00n;

/** Yuan as whole fen. Accepts the server's numeric text (`1234567.89`, at most two decimals) and plain numbers. */
function fenOf(yuan: string | number): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(
    typeof yuan === 'number' ? yuan.toFixed(2) : yuan.replaceAll(',', '').trim(),
  );
  if (match === null) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

function grouped(hundredths: bigint): string {
  const size = hundredths < 0n ? -hundredths : hundredths;
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${hundredths < 0n ? '−' : ''}${whole}.${(size % 100n).toString().padStart(2, '0')}`;
}

/** A hundredth of 万元 is 100 yuan; half of it is rounded away from zero. */
function hundredthsOfWan(fen: bigint): bigint {
  const half = fen < 0n ? -5000n : 5000n;
  return (fen + half) / 10_000n;
}

export type MoneyText = { text: string; unit: '元' | '万元'; exact: string };

/** An amount as people say it: 万元 with two decimals from 10,000 yuan up, else yuan. Null if it is no amount. */
export function moneyText(yuan: string | number): MoneyText | null {
  const fen = fenOf(yuan);
  if (fen === null) return null;
  const exact = `${grouped(fen)} 元`;
  const isWan = (fen < 0n ? -fen : fen) >= wanThreshold;
  return isWan
    ? { text: grouped(hundredthsOfWan(fen)), unit: '万元', exact }
    : { text: grouped(fen), unit: '元', exact };
}
