import { lazy } from 'react';
import { describe, expect, it } from 'vitest';
import type { MenuEntry, WebModule } from '../module.ts';
import { activePath, entriesFor, homeOf, isFolded } from './navigation.ts';

const page = lazy(async () => ({ default: () => null }));
const entry = (path: string, part: Partial<MenuEntry>): MenuEntry => ({
  path,
  title: path,
  group: '工作',
  order: 1,
  audience: 'everyone',
  ...part,
});

const modules: WebModule[] = [
  {
    id: 'system',
    menu: [entry('/accounts', { group: '系统', audience: { admins: ['security'] } })],
    routes: [{ path: '/accounts', audience: { admins: ['security'] }, page }],
    homes: { 'admin:security': '/accounts' },
  },
  {
    id: 'daily',
    menu: [
      entry('/visits', { order: 2, audience: { roles: ['rm', 'president'] } }),
      entry('/my-day', { audience: { roles: ['rm'] } }),
    ],
    routes: [],
    homes: { rm: '/my-day' },
  },
];

describe('菜单与首页', () => {
  it('只见本岗位的菜单，按组和次序', () => {
    expect(entriesFor(modules, { role: 'rm', adminRole: null }).map((each) => each.path)).toEqual([
      '/my-day',
      '/visits',
    ]);
    expect(entriesFor(modules, { role: null, adminRole: 'security' }).map((each) => each.path)).toEqual(['/accounts']);
  });

  it('各岗位有自己的首页，没有的进第一项，再没有进我的', () => {
    expect(homeOf(modules, { role: 'rm', adminRole: null })).toBe('/my-day');
    expect(homeOf(modules, { role: 'president', adminRole: null })).toBe('/visits');
    expect(homeOf(modules, { role: null, adminRole: 'security' })).toBe('/accounts');
    expect(homeOf(modules, { role: 'none', adminRole: null })).toBe('/me');
  });

  it('长菜单只展开日常工作和所在的组，短菜单全部展开', () => {
    const grades = [{ path: '/grades' }, { path: '/scores' }];
    expect(isFolded('考评', grades, 24, '/today')).toBe(true);
    expect(isFolded('考评', grades, 24, '/scores')).toBe(false);
    expect(isFolded('考评', grades, 8, '/today')).toBe(false);
    expect(isFolded('工作', [{ path: '/visits' }], 24, '/grades')).toBe(false);
  });

  it('当前项取最近的一个', () => {
    const entries = [{ path: '/visits' }, { path: '/visits/queue' }];
    expect(activePath(entries, '/visits/queue/3')).toBe('/visits/queue');
    expect(activePath(entries, '/visits/3')).toBe('/visits');
    expect(activePath(entries, '/visitors')).toBeNull();
  });
});
