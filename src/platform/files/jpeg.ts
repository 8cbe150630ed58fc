const START = 0xffd8;
const SCAN = 0xda;
const MARKER = 0xff;
/** APP0 names the format, APP14 how colours are coded; the other application segments and comments are about the maker. */
const FIRST_APP = 0xe0;
const LAST_APP = 0xef;
const ADOBE = 0xee;
const COMMENT = 0xfe;
const END = Buffer.from([0xff, 0xd9]);

/**
 * A JPEG without what it says about where, when and with which device it was taken (EXIF, XMP, comments); the picture
 * itself is left byte for byte. Null for what is not a whole JPEG.
 */
export function withoutMetadata(jpeg: Buffer): Buffer | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== START || !jpeg.includes(END, jpeg.length - 64)) return null;
  const kept = [jpeg.subarray(0, 2)];
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const kind = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== MARKER) return null;
    if (kind === SCAN) return Buffer.concat([...kept, jpeg.subarray(at)]);
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length) return null;
    if (!isMetadata(kind)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return null;
}

function isMetadata(kind: number): boolean {
  return kind === COMMENT || (kind > FIRST_APP && kind <= LAST_APP && kind !== ADOBE);
}
