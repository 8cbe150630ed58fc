import type { Role } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';

/** 依据 ORG-2: the template's posts and the access role that each carries, with names that banks commonly use. */
export const STANDARD_POSTS: Readonly<Record<string, Role>> = {
  客户经理: 'rm',
  公司客户经理: 'rm',
  对公客户经理: 'rm',
  中小企业客户经理: 'rm',
  小微客户经理: 'rm',
  个人客户经理: 'rm',
  零售客户经理: 'rm',
  理财经理: 'rm',
  产品经理: 'business',
  大堂经理: 'clerk',
  风险经理: 'clerk',
  综合信息员: 'clerk',
  柜员: 'none',
  团队长: 'leader',
  团队负责人: 'leader',
  部门经理: 'leader',
  部门总经理: 'leader',
  部门副经理: 'leader',
  部门副总经理: 'leader',
  支行行长: 'president',
  支行副行长: 'president',
  分行行长: 'president',
  分行副行长: 'president',
  网点负责人: 'president',
  业务发展部: 'business',
  业务发展部经理: 'business',
  业务发展部职员: 'business',
  人力: 'hr',
  人力资源: 'hr',
  人力资源部: 'hr',
  人力资源部职员: 'hr',
  审计合规: 'audit',
  审计: 'audit',
  合规: 'audit',
  审计合规部职员: 'audit',
};

/** Puts the standard posts into the dictionary; those already there keep the role that the bank gave them. */
export async function seedPosts(db: Db, recordedAt: Date): Promise<void> {
  const posts = Object.entries(STANDARD_POSTS).map(([name, role]) => ({ name, role, recorded_at: recordedAt }));
  await db
    .insertInto('post')
    .values(posts)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}
