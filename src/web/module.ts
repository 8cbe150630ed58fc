import type { ComponentType, LazyExoticComponent } from 'react';
import type { AdminRole, Role } from '../kernel/access/roles.ts';

/** Who meets an entry or page. The server decides what may be seen; this only spares people doors that stay shut. */
export type Audience = 'everyone' | { roles?: readonly Role[]; admins?: readonly AdminRole[] };

/** Headings of the menu, in this order. */
export const menuGroups = ['工作', '客户', '制度', '考评', '队伍', '系统'] as const;
export type MenuGroup = (typeof menuGroups)[number];

export type MenuEntry = {
  path: string;
  title: string;
  group: MenuGroup;
  /** Smaller stands higher within the group. */
  order: number;
  audience: Audience;
  /** The place that it takes in the phone's bottom bar; other entries are under 我的. */
  phone?: '今天' | '客户' | '消息';
};

export type WebRoute = {
  /** wouter's pattern; a list with its drawer is `/customers/:id?`. */
  path: string;
  audience: Audience;
  page: LazyExoticComponent<ComponentType>;
  /** Of homes: how the page loads, and the addresses that it asks first, so that both begin with the shell. */
  ahead?: { load: () => Promise<unknown>; answers: readonly string[] };
};

/** Something to begin from anywhere: the ＋ of the phone, `记一次走访`. */
export type StartEntry = { title: string; path: string; audience: Audience };

/** A tool in the top bar with the count that waits there, such as the task centre. */
export type ToolEntry = {
  title: string;
  path: string;
  audience: Audience;
  /** An endpoint that answers `{ count }`; asked again every half minute. */
  countPath?: string;
};

/** What the search box of the top bar looks into. */
export type SearchEntry = { placeholder: string; audience: Audience; resultPath: (text: string) => string };

/** What a module gives to the shell: `src/modules/<m>/module.web.ts` exports one as default. Pages load lazily. */
export type WebModule = {
  id: string;
  menu?: readonly MenuEntry[];
  routes: readonly WebRoute[];
  /** Where a role arrives after signing in. */
  homes?: Partial<Record<Role | `admin:${AdminRole}`, string>>;
  starts?: readonly StartEntry[];
  tools?: readonly ToolEntry[];
  search?: SearchEntry;
};
