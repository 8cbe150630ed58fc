import type { StatusLook } from '../../../../web/kit/status.ts';

/** How a visit record's state is shown. */
export const visitLooks: Readonly<Record<string, StatusLook>> &
  Record<'draft' | 'submitted' | 'confirmed' | 'returned' | 'retracted', StatusLook> = {
  draft: { word: '待撰写', mark: '○', tone: 'soon' },
  submitted: { word: '待确认', mark: '◐', tone: 'plain' },
  confirmed: { word: '已确认', mark: '✓', tone: 'fulfilled' },
  returned: { word: '已退回', mark: '↩', tone: 'soon' },
  retracted: { word: '已撤回', mark: '–', tone: 'faint' },
};
