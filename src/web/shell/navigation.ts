import type { AdminRole, Role } from '../../kernel/access/roles.ts';
import { type Audience, type MenuEntry, type MenuGroup, menuGroups, type WebModule } from '../module.ts';

/** In what capacity somebody looks: one appointment's role, or an administrator's. */
export type Capacity = { role: Role | null; adminRole: AdminRole | null };

export function isAmong(audience: Audience, { role, adminRole }: Capacity): boolean {
  if (audience === 'everyone') return true;
  const asRole = role !== null && (audience.roles?.includes(role) ?? false);
  const asAdmin = adminRole !== null && (audience.admins?.includes(adminRole) ?? false);
  return asRole || asAdmin;
}

/** The entries that this capacity meets, in the order in which they are drawn. */
export function entriesFor(modules: readonly WebModule[], capacity: Capacity): MenuEntry[] {
  return modules
    .flatMap((module) => module.menu ?? [])
    .filter((entry) => isAmong(entry.audience, capacity))
    .sort((a, b) => menuGroups.indexOf(a.group) - menuGroups.indexOf(b.group) || a.order - b.order);
}

export function byGroup(entries: readonly MenuEntry[]): { group: MenuGroup; entries: MenuEntry[] }[] {
  return menuGroups
    .map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
    .filter(({ entries: ofGroup }) => ofGroup.length > 0);
}

/** What fits a laptop's height without scrolling; a longer menu folds what is not daily work. */
const menuHeight = 16;
const dailyGroups: readonly MenuGroup[] = ['工作', '客户'];

/** Whether a group of the menu begins folded: the menu is long, it is not daily work, and one is elsewhere. */
export function isFolded(
  group: MenuGroup,
  ofGroup: readonly { path: string }[],
  entries: number,
  active: string | null,
): boolean {
  return entries > menuHeight && !dailyGroups.includes(group) && !ofGroup.some(({ path }) => path === active);
}

/** Where `/` leads: the role's own home, else the first entry of its menu, else one's own account. */
export function homeOf(modules: readonly WebModule[], capacity: Capacity): string {
  const names = [capacity.role, capacity.adminRole === null ? null : (`admin:${capacity.adminRole}` as const)];
  for (const name of names) {
    const home =
      name === null ? undefined : modules.find((module) => module.homes?.[name] !== undefined)?.homes?.[name];
    if (home !== undefined) return home;
  }
  return entriesFor(modules, capacity)[0]?.path ?? '/me';
}

/** Whether the entry is where one is: its path or below it, and no other entry is nearer. */
export function activePath(entries: readonly { path: string }[], location: string): string | null {
  const holding = entries.filter(({ path }) => location === path || location.startsWith(`${path}/`));
  return holding.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? null;
}
