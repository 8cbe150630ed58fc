import { describe, expect, test } from 'vitest';
import { withoutMetadata } from './jpeg.ts';

const segment = (kind: number, content: string) => {
  const body = Buffer.from(content, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([Buffer.from([0xff, kind]), length, body]);
};
const start = Buffer.from([0xff, 0xd8]);
const scan = Buffer.concat([
  segment(0xda, 'head'),
  Buffer.from([1, 0xff, 0, 0xff, 0xe1, 3]),
  Buffer.from([0xff, 0xd9]),
]);
const [jfif, exif, adobe, comment, table] = [
  segment(0xe0, 'JFIF'),
  segment(0xe1, 'Exif\0\0GPS'),
  segment(0xee, 'Adobe'),
  segment(0xfe, 'taken by'),
  segment(0xdb, 'table'),
] as const;

describe('photos', () => {
  test('EXIF, comments and the like go; what the picture needs stays byte for byte', () => {
    const whole = Buffer.concat([start, jfif, exif, adobe, comment, table, scan]);
    expect(withoutMetadata(whole)).toEqual(Buffer.concat([start, jfif, adobe, table, scan]));
  });

  test.each([
    ['something else', Buffer.from('GIF89a and more than enough of it')],
    ['an empty file', Buffer.alloc(0)],
    ['a torn one', Buffer.concat([start, jfif, scan]).subarray(0, -3)],
    ['a segment that reaches beyond the end', Buffer.concat([start, Buffer.from([0xff, 0xe1, 0xff, 0xff]), scan])],
    ['no picture', Buffer.concat([start, jfif, exif, Buffer.from([0xff, 0xd9])])],
    ['bytes between segments', Buffer.concat([start, Buffer.from([7]), jfif, scan])],
  ])('refuses %s', (_what, bytes) => {
    expect(withoutMetadata(bytes)).toBeNull();
  });
});
