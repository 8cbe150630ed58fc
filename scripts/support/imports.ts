import { type ModuleItem, parse } from '@swc/core';

/** One `import`/`export … from`; `typeOnly` when nothing of it is left at run time. */
export type Import = { specifier: string; typeOnly: boolean };

/** The static imports and re-exports of a TypeScript file, in order. Throws where the text does not parse. */
export async function importsOf(path: string, text: string): Promise<Import[]> {
  const program = await parse(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'esnext' });
  return program.body.map(importOf).filter((found) => found !== null);
}

function importOf(item: ModuleItem): Import | null {
  switch (item.type) {
    case 'ImportDeclaration': {
      const names = item.specifiers;
      const onlyTypes = names.length > 0 && names.every((name) => name.type === 'ImportSpecifier' && name.isTypeOnly);
      return { specifier: item.source.value, typeOnly: item.typeOnly || onlyTypes };
    }
    case 'ExportNamedDeclaration':
      // swc knows the statement's own `type`, which its declarations leave out.
      return item.source
        ? { specifier: item.source.value, typeOnly: 'typeOnly' in item && item.typeOnly === true }
        : null;
    case 'ExportAllDeclaration':
      return { specifier: item.source.value, typeOnly: 'typeOnly' in item && item.typeOnly === true };
    default:
      return null;
  }
}
