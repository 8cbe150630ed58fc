import { readFile } from 'node:fs/promises';
import { Refusal } from '../command-line/command.ts';

/** The JSON of a rulebook file, not yet checked. Throws Refusal where it cannot be read. */
export async function readRulebookFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(`读不到文件 ${file}，请核对路径。`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} 不是有效的 JSON：${error instanceof Error ? error.message : error}`);
  }
}
