/**
 * Every colour, size and space of the interface, in one place. They become the CSS variables `--zy-…` of the page (by
 * the build) and the theme of Ant Design.
 *
 * 朱 (`zhu`) belongs to two things only: what is overdue, and a superior's instruction. Faults in a form and dangerous
 * actions are therefore never red; they are told in words, with the ochre mark.
 */
export const colors = {
  paper: '#f8f6f1',
  surface: '#fffefb',
  sunken: '#f1eee7',
  text: '#1c1c1a',
  textSecondary: '#57544d',
  textFaint: '#767268',
  hairline: '#e4dfd4',
  hairlineStrong: '#cdc6b8',
  mo: '#22405f',
  moHover: '#2f5680',
  moDeep: '#1a3049',
  moWash: '#e9eef3',
  onMo: '#f3f0e9',
  onMoFaint: '#b4c0cc',
  zhu: '#c2361c',
  zhuWash: '#fbefeb',
  zhe: '#935d0e',
  zheWash: '#faf2e0',
  song: '#2c6a4d',
  songWash: '#eaf2ed',
} as const;

/** Pixels. */
export const sizes = {
  space1: 4,
  space2: 8,
  space3: 12,
  space4: 16,
  space5: 24,
  space6: 40,
  radius: 3,
  font: 14,
  fontSmall: 12,
  fontLarge: 16,
  fontTitle: 18,
  line: 20,
  row: 40,
  control: 32,
  /** The least a thumb needs. */
  touch: 44,
  menu: 168,
  topBar: 48,
  bottomBar: 56,
  panel: 600,
  form: 640,
} as const;

export const fonts =
  "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/** Narrower than this is a phone: one column, bottom bar. */
export const phoneWidth = 720;

function kebab(name: string): string {
  return name.replace(/([A-Z])/g, '-$1').toLowerCase();
}

/** The tokens as the text of a `:root` rule. */
export function cssVariables(): string {
  const lines = [
    ...Object.entries(colors).map(([name, value]) => `--zy-${kebab(name)}: ${value};`),
    ...Object.entries(sizes).map(([name, value]) => `--zy-${kebab(name)}: ${value}px;`),
    `--zy-fonts: ${fonts};`,
  ];
  return `:root {\n  ${lines.join('\n  ')}\n}`;
}
