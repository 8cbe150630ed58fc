import type { z } from 'zod';
import { defineErrors } from './catalogue.ts';
import type { Problem } from './problem.ts';

export const inputErrors = defineErrors({
  INPUT_REQUIRED: { status: 400, text: '请填写此项' },
  INPUT_INVALID: { status: 400, text: '{reason}' },
});

type Issue = z.core.$ZodRawIssue;

/** Validates against a Zod schema; all problems come at once, in Chinese, each at the path of its field. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { ok: true; value: z.output<S> } | { ok: false; problems: Problem[] } {
  const result = schema.safeParse(value, { error: chineseText });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => innermost(issue)).map(toProblem) };
}

/**
 * Of a value with several shapes the mistake in the one that was meant, at its own path: the shape whose keys fit. Where
 * none fits, the keys that no shape knows are named.
 */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const meant = issue.errors
    .filter((branch) => branch.every(({ path }) => path.length > 0))
    .toSorted((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] }));
  const unknown = issue.errors.flatMap((branch) =>
    branch.flatMap((one) => (one.code === 'unrecognized_keys' ? [new Set(one.keys)] : [])),
  );
  const keys = unknown.reduce<Set<string> | null>((all, next) => all?.intersection(next) ?? next, null);
  if (!keys || keys.size === 0) return [issue];
  return [{ ...issue, message: `含有不认识的字段：${[...keys].join('、')}` }];
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.length > 0 ? issue.path.join('.') : undefined;
  if (issue.message === REQUIRED) return inputErrors.INPUT_REQUIRED(undefined, path);
  return inputErrors.INPUT_INVALID({ reason: issue.message }, path);
}

const REQUIRED = '请填写此项';

const TYPE_NAMES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  date: '日期',
  array: '列表',
  object: '一组字段',
};

const FORMAT_NAMES: Record<string, string> = {
  email: '电子邮箱',
  uuid: '编号',
  date: '日期（如 2026-03-05）',
  datetime: '时间',
  url: '网址',
  regex: '规定的格式',
};

function chineseText(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return REQUIRED;
      return `应为${TYPE_NAMES[issue.expected] ?? '规定的类型'}，请检查后重填`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return issue.input === '' ? REQUIRED : `应为${FORMAT_NAMES[issue.format] ?? '规定的格式'}，请检查后重填`;
    case 'invalid_value':
      return `只能是其中之一：${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return `含有不认识的字段：${issue.keys.join('、')}`;
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的整数倍`;
    default:
      return '内容不符合要求，请检查后重填';
  }
}

type TooSmall = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>;
type TooBig = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>;

function tooSmall(issue: TooSmall): string {
  if (issue.origin === 'string') return issue.minimum === 1 ? REQUIRED : `至少 ${issue.minimum} 个字`;
  if (issue.origin === 'array') return `至少 ${issue.minimum} 项`;
  return issue.inclusive === false ? `应大于 ${issue.minimum}` : `不能小于 ${issue.minimum}`;
}

function tooBig(issue: TooBig): string {
  if (issue.origin === 'string') return `最多 ${issue.maximum} 个字`;
  if (issue.origin === 'array') return `最多 ${issue.maximum} 项`;
  return issue.inclusive === false ? `应小于 ${issue.maximum}` : `不能大于 ${issue.maximum}`;
}
