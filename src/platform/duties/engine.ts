import { mergeVocabulary, type Vocabulary } from './vocabulary.ts';

let declared: Vocabulary | null = null;

/**
 * Tells the engine the words of this house, once, where the modules are put together. A rulebook is checked against
 * them and every evaluation reads them; nothing else about the business reaches the engine.
 */
export function declareVocabulary(parts: Partial<Vocabulary>[]): void {
  declared = mergeVocabulary(parts);
}

export function declaredVocabulary(): Vocabulary {
  if (!declared) throw new Error('no vocabulary is declared; import the modules before the engine is used');
  return declared;
}
