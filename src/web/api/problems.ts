import type { Problem } from '../../kernel/errors/public.ts';

/** What the server refused and why. `status` 0: it was not reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[]) {
    super(problems.map((problem) => problem.text).join(';'));
    this.name = 'ApiError';
    this.status = status;
    this.problems = problems;
  }
}

const textByStatus: Record<number, string> = {
  401: '登录已失效，请重新登录',
  403: '您没有权限这样做',
  404: '没有找到，或您无权查看',
  409: '这条记录刚被别人改过。请刷新后核对再提交；您填写的内容已留作草稿',
  413: '文件太大，请拆分后再传',
  429: '操作太频繁，请稍候再试',
};

/** The problems in a refusal's body; a body without any (a proxy's page) is put into words by its status. */
export function problemsOf(status: number, body: unknown): Problem[] {
  if (typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems)) {
    const problems = body.problems as Problem[];
    if (problems.length > 0) return problems;
  }
  return [{ code: `HTTP_${status}`, text: textByStatus[status] ?? `服务器出错（${status}），请稍后重试` }];
}

/** Any failure as problems: a fault of our own code says so instead of posing as the user's. */
export function problemsOfError(error: unknown): readonly Problem[] {
  if (error instanceof ApiError) return error.problems;
  return [{ code: 'CLIENT', text: `页面出错：${error instanceof Error ? error.message : String(error)}` }];
}

export type FieldFault = { path: string; texts: string[] };

/** Problems sorted to their fields; those without a field, or with one the form does not have, stay at the top. */
export function splitProblems(
  problems: readonly Problem[],
  fields: ReadonlySet<string>,
): { top: Problem[]; fields: FieldFault[] } {
  const top: Problem[] = [];
  const byField = new Map<string, string[]>();
  for (const problem of problems) {
    if (problem.path === undefined || !fields.has(problem.path)) top.push(problem);
    else byField.set(problem.path, [...(byField.get(problem.path) ?? []), problem.text]);
  }
  return { top, fields: [...byField].map(([path, texts]) => ({ path, texts })) };
}
