import { civilDateOf, daysBetween } from '../../../../kernel/calendar/index.ts';
import type { Json } from '../../../../web/api/json.ts';
import { instantText } from '../../../../web/kit/dates.ts';
import type { Health } from '../health.ts';

export type Check = {
  item: string;
  /** Whether somebody should do something. */
  look: 'good' | 'mind' | 'act';
  state: string;
  /** What to do where something is to be done, and on which page. */
  next?: string;
  path?: string;
};

/** The sealer and the clockwork run every second and every minute; more than this means that one of them stands still. */
const LATE_MS = 5 * 60_000;
/** A bank that loses a week of work has lost too much. */
const BACKUP_DAYS = 7;

/** The state of everything that runs by itself, as one reads it from top to bottom. */
export function checksOf(health: Json<Health>, zone: string, today: string): Check[] {
  const at = (instant: string) => instantText(instant, zone, today);
  return [
    database(health),
    duties(health, at),
    chain(health, at),
    backup(health, at, zone),
    tasks(health),
    accounts(health),
  ];
}

type Say = (instant: string) => string;
type Seen = Json<Health>;

function database({ database: { version, bytes, connections } }: Seen): Check {
  return {
    item: '数据库',
    look: 'good',
    state: `PostgreSQL ${version.split(' ')[0]}，${sizeText(bytes)}，${connections} 个连接`,
  };
}

function duties({ now, duties: { asOf, stale } }: Seen, at: Say): Check {
  const state = asOf === null ? '还没有计算过' : `算到 ${at(asOf)}，${stale} 个对象等待重算`;
  return isLate(now, asOf)
    ? { item: '义务计算', look: 'act', state, next: '请确认服务在运行，必要时重启服务' }
    : { item: '义务计算', look: 'good', state };
}

function chain({ now, chain: { unsealed, oldestUnsealedAt, checkpointAt } }: Seen, at: Say): Check {
  const kept = checkpointAt === null ? '库外没有检查点' : `库外检查点 ${at(checkpointAt)}`;
  const state = `${unsealed} 条待封存，${kept}`;
  if (oldestUnsealedAt !== null && isLate(now, oldestUnsealedAt)) {
    return { item: '审计链', look: 'act', state, next: '封存已停止，请重启服务并告知审计' };
  }
  if (checkpointAt === null) {
    return { item: '审计链', look: 'mind', state, next: '请以 ZHANYE_CHECKPOINTS 指定数据库管理员写不到的文件' };
  }
  return { item: '审计链', look: 'good', state };
}

function backup({ now, lastBackup }: Seen, at: Say, zone: string): Check {
  const next = '请运行 zhanye backup 文件名，并把文件存到别处';
  if (lastBackup === null) return { item: '备份', look: 'act', state: '还没有备份', next };
  const days = daysBetween(civilDateOf(new Date(lastBackup.at), zone), civilDateOf(new Date(now), zone));
  const state = `最近一次 ${at(lastBackup.at)}${days > 0 ? `，${days} 天前` : ''}`;
  return days > BACKUP_DAYS ? { item: '备份', look: 'act', state, next } : { item: '备份', look: 'good', state };
}

function tasks({ tasks: { waiting, running, failed } }: Seen): Check {
  const state = `进行中 ${running}，排队 ${waiting}，近 7 天未完成 ${failed}`;
  return failed > 0
    ? { item: '后台任务', look: 'mind', state, next: '请看下面的任务，并告知其发起人' }
    : { item: '后台任务', look: 'good', state };
}

function accounts({ accounts: { total, locked, disabled, idle, plainAdmins } }: Seen): Check {
  const state = `${total} 个，停用 ${disabled}，锁定 ${locked}，90 天未登录 ${idle}`;
  if (plainAdmins > 0) {
    const next = `${plainAdmins} 名管理员没有启用动态口令，请本人在「我的」中启用`;
    return { item: '账号', look: 'mind', state, next, path: '/accounts' };
  }
  return locked > 0
    ? { item: '账号', look: 'mind', state, next: '锁定的账号由安全管理员解除', path: '/accounts' }
    : { item: '账号', look: 'good', state, path: '/accounts' };
}

function isLate(now: string, since: string | null): boolean {
  return since === null || new Date(now).getTime() - new Date(since).getTime() > LATE_MS;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `128 MB`; three figures at most. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toPrecision(2)} ${UNITS[power]}`;
}
