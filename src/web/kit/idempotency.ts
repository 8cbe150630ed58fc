import { randomKey } from '../api/client.ts';

/**
 * The key for sending this content: the same while the content is the same, so that a double click or a second try
 * after a lost answer is carried out once; another when the content changed, which the server would else refuse.
 */
export function createAttemptKeys(newKey: () => string = randomKey): (content: unknown) => string {
  let last: { content: string; key: string } | null = null;
  return (content) => {
    const text = JSON.stringify(content);
    if (last?.content !== text) last = { content: text, key: newKey() };
    return last.key;
  };
}
