import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { type Calendar, type CalendarEvent, icalendar } from './icalendar.ts';

const calendar = (...events: CalendarEvent[]): Calendar => ({
  name: '展业 · 张经理',
  stamp: new Date('2026-03-05T00:30:00Z'),
  zone: 'Asia/Shanghai',
  events,
});

/** As Thunderbird reads it: the parser is its own. */
function read(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

const on = (date: string) => date as CivilDate;
const day = { uid: 'duty/1@zhanye', summary: '到期', from: on('2026-03-31'), to: on('2026-03-31') };

describe('[DAY-19] iCalendar', () => {
  it('writes what RFC 5545 asks of an object and of each event', () => {
    const text = icalendar(calendar({ uid: 'a@zhanye', summary: '晨会', at: new Date('2026-03-06T00:20:00Z') }));
    expect(text.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Zhanye//My day//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME:展业 · 张经理',
      'X-WR-CALNAME:展业 · 张经理',
      'X-WR-TIMEZONE:Asia/Shanghai',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'BEGIN:VEVENT',
      'UID:a@zhanye',
      'DTSTAMP:20260305T003000Z',
      'DTSTART:20260306T002000Z',
      'SUMMARY:晨会',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('gives whole days as dates that end on the day after', () => {
    const [event] = read(icalendar(calendar({ ...day, from: on('2026-02-27'), to: on('2026-02-28') })));
    expect(event?.startDate.isDate).toBe(true);
    expect([String(event?.startDate), String(event?.endDate)]).toEqual(['2026-02-27', '2026-03-01']);
  });

  it('keeps separators, line breaks and long Chinese lines whole', () => {
    const summary = `外出：甲公司;乙公司,丙\\公司\n${'信用社与邮储代发工资竞争情况'.repeat(12)}`;
    const text = icalendar(calendar({ ...day, summary }));
    expect(read(text)[0]?.summary).toBe(summary);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it('no text breaks out of its line, whatever it holds', () => {
    const printable = fc
      .string({ unit: 'grapheme' })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters become spaces.
      .filter((text) => !/[\u0000-\u001f\u007f]/.test(text));
    fc.assert(
      fc.property(printable, printable, (summary, description) => {
        const events = read(icalendar(calendar({ ...day, summary, description })));
        expect(events).toHaveLength(1);
        expect([events[0]?.summary, events[0]?.description]).toEqual([summary, description]);
      }),
    );
    const hostile = icalendar(calendar({ ...day, summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT' }));
    expect(read(hostile)).toHaveLength(1);
  });
});
