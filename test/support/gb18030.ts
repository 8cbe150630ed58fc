const ASCII = 0x80;

/** The text's bytes in GB18030, of the characters that take two bytes there; Node decodes GB18030 but does not encode it. */
export function gb18030(text: string): Buffer {
  const codes = twoByteCodes();
  return Buffer.from([...text].flatMap((c) => (c.charCodeAt(0) < ASCII ? [c.charCodeAt(0)] : (codes.get(c) ?? []))));
}

function twoByteCodes(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return codes;
}
