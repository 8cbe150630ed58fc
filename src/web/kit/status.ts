/** How a state is shown: never colour alone, always its word and a mark. */
export type StatusLook = { word: string; mark: string; tone: 'plain' | 'faint' | 'soon' | 'overdue' | 'fulfilled' };

export type DutyStatus = 'pending' | 'open' | 'suspended' | 'fulfilled' | 'late' | 'breached' | 'waived' | 'void';
export type BreachState = 'suspected' | 'confirmed' | 'dismissed' | 'withdrawn';

export const dutyLooks: Record<DutyStatus, StatusLook> = {
  pending: { word: '未开始', mark: '○', tone: 'faint' },
  open: { word: '履行中', mark: '◐', tone: 'plain' },
  suspended: { word: '中止', mark: '‖', tone: 'faint' },
  fulfilled: { word: '已履行', mark: '✓', tone: 'fulfilled' },
  late: { word: '逾期履行', mark: '✓', tone: 'soon' },
  breached: { word: '逾期未履行', mark: '▲', tone: 'overdue' },
  waived: { word: '豁免', mark: '–', tone: 'faint' },
  void: { word: '失效', mark: '–', tone: 'faint' },
};

export const breachLooks: Record<BreachState, StatusLook> = {
  suspected: { word: '疑似', mark: '?', tone: 'soon' },
  confirmed: { word: '认定', mark: '▲', tone: 'overdue' },
  dismissed: { word: '不予认定', mark: '–', tone: 'faint' },
  withdrawn: { word: '已撤销', mark: '–', tone: 'faint' },
};
