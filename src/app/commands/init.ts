import { type CivilDate, civilDateOf, civilDateOfParts, partsOf } from '../../kernel/calendar/index.ts';
import '../../modules/index.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';
import { seedPosts } from '../../modules/organisation/public.ts';
import {
  publishRulebook,
  readTemplate,
  seedCalendar,
  TEMPLATES,
  type TemplateName,
} from '../../modules/rulebook/public.ts';
import { createFirstAdministrator, createPasswords, loadAuthSettings } from '../../platform/auth/public.ts';
import { type Context, transact } from '../../platform/context.ts';
import { type Command, Refusal, UsageError } from '../command-line/command.ts';
import { parseDay } from '../command-line/moment.ts';

/** What a new bank begins with has been known always, so that a past brought in by backfill is judged by it. */
const ALWAYS_KNOWN = new Date(0);

export const init: Command = {
  usage: `init [--template ${TEMPLATES.join('|')}] [--effective DATE]`,
  help: [
    '初始化数据库：建表、工作日历、常用岗位、制度模板和第一个管理员（密码只显示一次）',
    '--template  standard（默认，一套完整的制度）或 empty（空白制度）',
    '--effective 模板自哪一天起施行（YYYY-MM-DD），省略时为今年 1 月 1 日',
  ],
  options: { template: { type: 'string' }, effective: { type: 'string' } },
  async run({ options, output, openBank }) {
    const template = parseTemplate(options.template ?? 'standard');
    const rulebook = await readTemplate(template);
    const { ctx } = await openBank({ create: true });
    const effectiveOn = options.effective === undefined ? firstOfYear(ctx) : parseDay(options.effective, '--effective');
    const administrator = await initialise(ctx, rulebook, effectiveOn);
    const data = { ...administrator, template, effectiveOn, rules: rulebook.rules.length };
    output.result(data, describe(data));
  },
};

type Administrator = { login: string; password: string };

/** All or nothing: a second run after a failure starts afresh, one after a success is refused. */
function initialise(ctx: Context, rulebook: Rulebook, effectiveOn: CivilDate): Promise<Administrator> {
  return transact(ctx, async (inside) => {
    const settings = await loadAuthSettings(inside.db);
    const passwords = createPasswords(settings.hash);
    const administrator = await createFirstAdministrator({ passwords, settings }, inside);
    if (administrator === null)
      throw new Refusal('数据库早已初始化，未作任何改动；忘记管理员密码时请由另一位安全管理员重置。');
    await seedCalendar(inside.db);
    await seedPosts(inside.db, ALWAYS_KNOWN);
    await publishRulebook(inside, rulebook, { effectiveOn, publishedAt: ALWAYS_KNOWN });
    return administrator;
  });
}

function parseTemplate(name: unknown): TemplateName {
  const template = TEMPLATES.find((known) => known === name);
  if (template === undefined) throw new UsageError(`没有模板“${name}”，可用的是 ${TEMPLATES.join('、')}`);
  return template;
}

function firstOfYear({ clock, zone }: Context): CivilDate {
  const { year } = partsOf(civilDateOf(clock.now(), zone));
  return civilDateOfParts({ year, month: 1, day: 1 });
}

function describe(data: Administrator & { template: string; effectiveOn: string; rules: number }): string {
  return [
    `初始化完成：模板 ${data.template}（${data.rules} 条规则），自 ${data.effectiveOn} 起施行。`,
    `第一个管理员：用户名 ${data.login}，密码 ${data.password}`,
    '此密码只显示这一次，首次登录时须修改。',
  ].join('\n');
}
