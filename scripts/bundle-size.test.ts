import { describe, expect, it } from 'vitest';
import { filesOf, type Manifest, pageKey } from './bundle-size.ts';

const manifest: Manifest = {
  'index.html': {
    file: 'assets/index.js',
    imports: ['_shared.js'],
    dynamicImports: ['../modules/daily/my-day.page.tsx'],
  },
  '_shared.js': { file: 'assets/shared.js' },
  '_table.js': { file: 'assets/table.js' },
  '../modules/daily/my-day.page.tsx': { file: 'assets/my-day.js', imports: ['index.html', '_shared.js'] },
};

describe('首次载入的脚本', () => {
  it('含页面静态引用的全部,懒载入的不算,每个文件一次', () => {
    expect(filesOf(manifest, ['index.html'])).toEqual(['assets/index.js', 'assets/shared.js']);
    const key = pageKey(manifest, 'my-day.page.tsx') ?? '';
    expect(filesOf(manifest, ['index.html', key])).toEqual(['assets/index.js', 'assets/shared.js', 'assets/my-day.js']);
    expect(() => filesOf(manifest, ['gone'])).toThrow('gone');
  });
});
