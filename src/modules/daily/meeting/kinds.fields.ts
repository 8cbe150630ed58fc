/** 依据 DAY-1 … DAY-3: the regular meetings, from the morning's to the quarter's. */
export const MEETING_KINDS = {
  morning: '晨会',
  weekly: '周例会',
  monthReport: '月汇报会',
  month: '月度工作会',
  quarter: '季总结会',
} as const;
export type MeetingKind = keyof typeof MEETING_KINDS;

/** 依据 DAY-4: the paper register in which a meeting of the kind is filed. */
export const RECORD_TITLES: Readonly<Record<MeetingKind, string>> = {
  morning: '日例会记录',
  weekly: '周例会记录',
  monthReport: '月例会记录',
  month: '月例会记录',
  quarter: '季例会记录',
};

export const SIGN_IN_WAYS = { button: '本人账号签到', code: '凭会场签到码' } as const;

/** Who of the institution and what lies below it is expected. */
export const ATTENDEES = { everyone: '全体人员', managers: '客户经理及主管', superiors: '各级主管' } as const;

export const ATTENDANCE = {
  expected: '未签到',
  present: '到会',
  late: '迟到',
  absent: '缺席',
  excused: '请假',
} as const;
export type Attendance = keyof typeof ATTENDANCE;

/** 依据 DAY-1: what a morning meeting is about; a series begins with it and each team changes it. */
export const MORNING_AGENDA = `一、理念
二、考勤
三、重大事项通告
四、业务指导与工作安排
五、优质客户研讨
六、技能训练`;
