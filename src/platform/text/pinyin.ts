import { customPinyin, pinyin } from 'pinyin-pro';

/** The dictionary reads 行 as xíng in these. */
customPinyin({ 分行: 'fēn háng', 支行: 'zhī háng', 总行: 'zǒng háng' });

/**
 * What a Chinese name is searched by: initials and full spelling, such as `zs zhangsan`; letters and digits stay.
 * Empty for a text without any of these.
 */
export function pinyinOf(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
  const initials = syllables.map((syllable) => syllable[0]).join('');
  return syllables.length === 0 ? '' : `${initials} ${syllables.join('')}`;
}
