/** Access roles; the post of an appointment carries one. */
export const ROLES = ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] as const;
export type Role = (typeof ROLES)[number];

/** Administrators are separate from each other and hold no appointment. */
export const ADMIN_ROLES = ['system', 'security', 'audit'] as const;
export type AdminRole = (typeof ADMIN_ROLES)[number];

export const ROLE_TITLES: Record<Role, string> = {
  rm: '客户经理',
  leader: '团队长 / 部门经理',
  president: '支行行长',
  business: '业务发展部',
  hr: '人力',
  audit: '审计合规',
  clerk: '综合信息员',
  none: '其他岗位',
};

export const ADMIN_TITLES: Record<AdminRole, string> = {
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
};
