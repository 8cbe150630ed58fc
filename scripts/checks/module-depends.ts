import { posix } from 'node:path';
import { importsOf } from '../support/imports.ts';
import { sourceFiles } from '../support/sources.ts';
import type { Check } from './check.ts';

/** module → the modules it uses, with one file that does. */
export type Uses = Map<string, Map<string, string>>;

/** A module uses another only if its module.ts says so in `depends`, and says no more than it uses; no circles. */
export const moduleDepends: Check = {
  name: 'module dependencies',
  async problems() {
    const files = await sourceFiles(/^src\/modules\/[^/]+\/.+\.tsx?$/);
    const declared = new Map<string, string[]>();
    const uses: Uses = new Map();
    for (const { path, text } of files) {
      const module = moduleOf(path);
      if (path === `src/modules/${module}/module.ts`) declared.set(module, declaredIn(text));
      if (/\.test\.tsx?$/.test(path)) continue;
      for (const { specifier } of await importsOf(path, text)) {
        if (!specifier.startsWith('.')) continue;
        const target = posix.join(posix.dirname(path), specifier);
        const used = target.startsWith('src/modules/') ? moduleOf(target) : module;
        if (used === module) continue;
        const found = uses.get(module) ?? new Map<string, string>();
        uses.set(module, found.set(used, path));
      }
    }
    return [...undeclared(declared, uses), ...unused(declared, uses), ...circles(declared)];
  },
};

function moduleOf(path: string): string {
  return path.split('/')[2] ?? '';
}

/** `depends: ['a', 'b']`, written out. */
function declaredIn(text: string): string[] {
  const list = /\bdepends:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}

function undeclared(declared: Map<string, string[]>, uses: Uses): string[] {
  return [...uses].flatMap(([module, used]) =>
    [...used]
      .filter(([other]) => !declared.get(module)?.includes(other))
      .map(([other, path]) => `${path} uses module ${other}, which ${module}/module.ts does not list in depends`),
  );
}

function unused(declared: Map<string, string[]>, uses: Uses): string[] {
  return [...declared].flatMap(([module, others]) =>
    others
      .filter((other) => !uses.get(module)?.has(other))
      .map((other) => `${module}/module.ts lists ${other} in depends, but nothing in ${module} uses it`),
  );
}

export function circles(declared: Map<string, string[]>): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  function visit(module: string, path: string[]): void {
    if (path.includes(module)) {
      found.push(`modules depend in a circle: ${[...path.slice(path.indexOf(module)), module].join(' → ')}`);
      return;
    }
    if (finished.has(module)) return;
    for (const other of declared.get(module) ?? []) visit(other, [...path, module]);
    finished.add(module);
  }
  for (const module of declared.keys()) visit(module, []);
  return found;
}
