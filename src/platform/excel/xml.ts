import { type SaxesOptions, SaxesParser, type SaxesTagPlain } from 'saxes';
import { fail } from '../../kernel/errors/public.ts';
import { excelErrors } from './errors.ts';
import { limits } from './limits.ts';
import { damaged } from './xlsx-package.ts';

export type XmlHandler = {
  /** `name` without its namespace prefix. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** A workbook's longest legal text node is one cell; this leaves room for entities and attributes. */
const QUIET_CHARACTERS = limits.cellCharacters * 16;

/**
 * Feeds the pieces to the handler; returns after each piece, so that a caller can take what has come together. Refuses
 * document type declarations (external entities, entity bombs) and endless text nodes.
 */
export async function* readXml(pieces: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser<SaxesOptions>({ xmlns: false });
  let quiet = 0;
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('doctype', () => fail(excelErrors.XLSX_DOCTYPE()));
  parser.on('opentag', (tag) => {
    quiet = 0;
    handler.open?.(localName(tag.name), (tag as SaxesTagPlain).attributes);
  });
  parser.on('closetag', (tag) => {
    quiet = 0;
    handler.close?.(localName(tag.name));
  });
  if (handler.text) parser.on('text', (text) => handler.text?.(text));
  for await (const piece of pieces) {
    quiet += piece.length;
    parser.write(piece);
    if (quiet > QUIET_CHARACTERS + piece.length) fail(excelErrors.XLSX_DAMAGED({ reason: '单元格过长' }));
    yield;
  }
  parser.close();
}

/** Reads the part to its end. */
export async function readWholeXml(pieces: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(pieces, handler));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
