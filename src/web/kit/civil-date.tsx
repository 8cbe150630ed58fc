import { useTellingDay, useZone } from './bank.ts';
import { civilDateText, instantText, localTimeText } from './dates.ts';

/** A civil date, `6月18日 周四`. */
export function CivilDate({ date }: { date: string | null | undefined }) {
  const today = useTellingDay();
  if (date == null) return <>—</>;
  return (
    <time dateTime={date} title={date} style={{ whiteSpace: 'nowrap' }}>
      {civilDateText(date, today)}
    </time>
  );
}

/** An instant in the bank's zone, `6月18日 周四 17:00`. */
export function Instant({ at }: { at: string | null | undefined }) {
  const today = useTellingDay();
  const zone = useZone();
  if (at == null) return <>—</>;
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {instantText(at, zone, today)}
    </time>
  );
}

/** A text of the bank's own clock, as explanations carry it. */
export function LocalTime({ at }: { at: string }) {
  const today = useTellingDay();
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {localTimeText(at, today)}
    </time>
  );
}
