import { codeLines, type SourceFile, sourceFiles } from '../support/sources.ts';
import type { Check } from './check.ts';

type StyleRule = { pattern: RegExp; in: RegExp; except?: RegExp; because: string; of?: 'texts' };

const TEST = /\.test\.tsx?$|^test\//;
const PRODUCT = /^src\/(kernel|platform|modules)\/.+\.tsx?$/;

/** What no linter knows, because it is this house's own law (docs/architecture.md). */
const RULES: StyleRule[] = [
  {
    pattern:
      /(?<![.\w]|default )(now\(\)(?!\s*(:|\{|=>))|current_timestamp\b|current_date\b|clock_timestamp\(|localtimestamp\b)/i,
    in: /^(src\/(kernel|platform|modules|app)|db)\/.+\.(ts|sql)$/,
    except: TEST,
    because: 'SQL never asks the server for the time; pass ctx.clock.now() as a parameter, so that tests can freeze it',
  },
  {
    pattern: /\bnew Date\(\)|\bDate\.now\(\)/,
    in: PRODUCT,
    // The embedded server's launcher waits for processes, not for the bank's time; a page has the browser's clock.
    except: /\.test\.tsx?$|^src\/platform\/(context\.ts|db\/embedded\/)|\.web\.tsx?$|\.page\.tsx$|\/web\//,
    because: 'time comes from ctx.clock.now()',
  },
  {
    pattern: /\boffset\s+(\$|[1-9]|:)|\.offset\(/i,
    in: /^(src|db)\/.+\.(tsx?|sql)$/,
    because: 'lists page by keyset; OFFSET reads everything before the page (docs/adr/0005)',
  },
  {
    pattern: /\p{Script=Han}[,;:?!()]|[,;:?!(]\p{Script=Han}|\)\p{Script=Han}/u,
    of: 'texts',
    in: /^src\/.+\.tsx?$/,
    except: TEST,
    because: 'a Chinese text has full-width punctuation （，。：；）',
  },
];

/** Literals and the text between tags: what people may read. */
const TEXTS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|>[^<>{}=;]*</g;

/** The same for comments, which the laws above leave alone. */
const COMMENT_RULES: Omit<StyleRule, 'in'>[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, because: 'finish it, or file an issue' },
  { pattern: /@ts-(ignore|nocheck)\b/, because: 'the compiler is right, or the types have to be made right' },
  { pattern: /biome-ignore-all\b/, because: 'switch a rule off for a line with its reason, not for a file' },
];
/** They hold these very words. */
const THE_CHECKS = /^scripts\/checks\//;

export const style: Check = {
  name: 'house style',
  async problems() {
    const files = await sourceFiles(/^(src|test|scripts|bench|examples|db|docs)\/.+\.(tsx?|sql|md)$|^[^/]+\.(ts|md)$/);
    return files.filter(({ path }) => !THE_CHECKS.test(path)).flatMap(styleProblems);
  },
};

export function styleProblems({ path, text }: SourceFile): string[] {
  const rules = RULES.filter((rule) => rule.in.test(path) && !rule.except?.test(path));
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, line }));
  return [...broken(path, lines, COMMENT_RULES), ...broken(path, codeLines(text), rules)];
}

function broken(path: string, lines: { number: number; line: string }[], rules: Omit<StyleRule, 'in'>[]): string[] {
  return lines.flatMap(({ number, line }) =>
    rules
      .filter(({ pattern, of }) =>
        (of === 'texts' ? (line.match(TEXTS) ?? []) : [line]).some((part) => pattern.test(part)),
      )
      .map(({ because }) => `${path}:${number} ${because}: ${line.trim()}`),
  );
}
