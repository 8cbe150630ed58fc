import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded at the first name: the dictionary takes 10 MB, which an idle server need not hold. */
function loadDictionary(): typeof import('pinyin-pro').pinyin {
  const { customPinyin, pinyin } = require('pinyin-pro') as typeof import('pinyin-pro');
  // The dictionary reads 行 as xíng in these.
  customPinyin({ 分行: 'fēn háng', 支行: 'zhī háng', 总行: 'zǒng háng' });
  return pinyin;
}

let dictionary: ReturnType<typeof loadDictionary> | undefined;

/**
 * What a Chinese name is searched by: initials and full spelling, such as `zs zhangsan`; letters and digits stay.
 * Empty for a text without any of these.
 */
export function pinyinOf(name: string): string {
  dictionary ??= loadDictionary();
  const syllables = dictionary(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
  const initials = syllables.map((syllable) => syllable[0]).join('');
  return syllables.length === 0 ? '' : `${initials} ${syllables.join('')}`;
}
