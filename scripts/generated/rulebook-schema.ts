import { z } from 'zod';
import { rulebookSchema } from '../../src/kernel/rulebook/rulebook.ts';

/** `generated/rulebook.schema.json`: the rulebook document for editors that complete and check JSON by a schema. */
export function rulebookJsonSchema(): string {
  const schema = z.toJSONSchema(rulebookSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: '展业制度文件', ...schema }, null, 2)}\n`;
}
