// Made from the live catalogue by `npm run generate`; never edited.
import type { ColumnType } from 'kysely';

/** Has a default. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** The server alone gives the value. */
type GeneratedAlways<T> = ColumnType<T, never, never>;
/** An instant; written also as ISO text. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** An exact decimal: text, never a float. */
type Numeric = ColumnType<string, string | number, string | number>;
/** Written as JSON text, because `pg` would take an array for a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>;

export type AccountTable = {
  id: GeneratedAlways<number>;
  login: string;
  staff_id: number | null;
  password_hash: string;
  must_change: Generated<boolean>;
  totp_secret: string | null;
  totp_confirmed: Generated<boolean>;
  totp_last_step: number | null;
  failures: Generated<number>;
  locked_until: Instant | null;
  admin_role: string | null;
  disabled_at: Instant | null;
  created_at: Instant;
};

export type ActTable = {
  id: GeneratedAlways<number>;
  staff_id: number;
  reason: string;
  linked_by: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
  superseded_by: number | null;
};

export type ActFaultTable = {
  act_id: number;
  breach_id: number | null;
  incident_id: number | null;
};

export type AppealTable = {
  id: GeneratedAlways<number>;
  no: string;
  breach_id: number | null;
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  state: string;
  statement: string;
  evidence: string | null;
  judged_by: number;
  decided_by: number | null;
  decided_at: Instant | null;
  decision: string | null;
  version: Generated<number>;
  recorded_at: Instant;
  incident_id: number | null;
  measure_id: number | null;
};

export type AppointmentTable = {
  id: GeneratedAlways<number>;
  staff_id: number;
  post: string;
  institution_id: number;
  institution_ord: number | null;
  valid_from: string;
  valid_until: string | null;
  is_main: Generated<boolean>;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type AttendanceTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  biz_date: string;
  status: string;
  note: string | null;
  noted_by: number;
  reply: string | null;
  replied_at: Instant | null;
  fault: string | null;
  incident_id: number | null;
  decided_by: number | null;
  decided_at: Instant | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type AuditChainTable = {
  seq: number;
  record_id: number;
  hash: Buffer;
};

export type AuditRecordTable = {
  id: GeneratedAlways<number>;
  at: Instant;
  account_id: number | null;
  staff_id: number | null;
  action: string;
  register: string | null;
  row_id: string | null;
  institution_ord: number | null;
  detail: Json;
};

export type AuditUnsealedTable = {
  record_id: number;
};

export type BalanceTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  valid_from: string;
  deposit: Generated<Numeric>;
  credit: Generated<Numeric>;
  loan: Generated<Numeric>;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type BreachTable = {
  id: GeneratedAlways<number>;
  rule_id: string;
  clause_id: string;
  subject_type: string;
  subject_id: number;
  anchor: string;
  period: string;
  bearer_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  breached_at: Instant;
  judgeable_at: Instant;
  need: number;
  got: number;
  state: Generated<string>;
  judged_by: number | null;
  judged_at: Instant | null;
  reason: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type CalendarDayTable = {
  id: GeneratedAlways<number>;
  institution_id: number | null;
  day: string;
  is_workday: boolean;
  name: string | null;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type CalendarFeedTable = {
  id: GeneratedAlways<number>;
  account_id: number;
  staff_id: number;
  token_hash: Buffer;
  created_at: Instant;
  read_at: Instant | null;
  revoked_at: Instant | null;
};

export type CalendarYearTable = {
  year: number;
  source: string;
  published_at: Instant;
};

export type ComplaintTable = {
  id: GeneratedAlways<number>;
  no: string;
  customer_id: number | null;
  institution_id: number;
  institution_ord: number;
  channel: string | null;
  subject: string;
  accepted_at: Instant;
  answered_at: Instant | null;
  result: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type CustodyTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  role: string;
  staff_id: number;
  valid_from: string;
  valid_until: string | null;
  recorded_at: Instant;
  superseded_at: Instant | null;
  reason: string | null;
};

export type CustomerTable = {
  id: GeneratedAlways<number>;
  no: string;
  name: string;
  pinyin: Generated<string>;
  kind: string;
  institution_id: number;
  institution_ord: number;
  opened_on: string;
  id_type: string | null;
  id_no: string | null;
  phone: string | null;
  address: string | null;
  industry: string | null;
  contact_name: string | null;
  contact_title: string | null;
  note: string | null;
  holder_id: number | null;
  deposit: Generated<Numeric>;
  credit: Generated<Numeric>;
  loan: Generated<Numeric>;
  last_contact_on: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type CustomerAssistantTable = {
  customer_id: number;
  staff_id: number;
};

export type CustomerSearchTable = {
  customer_id: number;
  grams: string;
};

export type CustomerVersionTable = {
  customer_id: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
  opened_on: string;
  institution_id: number;
  kind: string;
};

export type DailyLogTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  biz_date: string;
  work: string | null;
  supplement: string | null;
  thoughts: string | null;
  problems: string | null;
  needs_help: boolean | null;
  tomorrow: string | null;
  submitted_at: Instant | null;
  read_at: Instant | null;
  read_by: number | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type DutyTable = {
  rule_id: string;
  subject_id: number;
  anchor: string;
  period: string;
  subject_type: string;
  starts_at: Instant;
  until_at: Instant;
  bearer_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  need: number;
  got: number;
  status: string;
  judgeable_at: Instant;
  rulebook_version: number;
  changed_at: Instant;
};

export type DutyStaleTable = {
  subject_type: string;
  subject_id: number;
  since: string;
  marked_at: Instant;
};

export type DutyWatermarkTable = {
  only_row: Generated<boolean>;
  as_of: Instant;
  known: Instant;
};

export type ExecutionMarkTable = {
  only_row: Generated<boolean>;
  refreshed_at: Instant;
  terms: string;
};

export type ExecutionTallyTable = {
  rule_id: string;
  period: string;
  bucket: string;
  starts_on: string;
  institution_id: number | null;
  institution_ord: number | null;
  duties: number;
  fulfilled: number;
  late: number;
  breached: number;
  waived: number;
  void: number;
  in_progress: number;
  timed: number;
  rushed: number;
};

export type FactTable = {
  id: Generated<number>;
  kind: string;
  key: string;
  subject_id: number;
  actor_id: number | null;
  institution_id: number | null;
  method: string | null;
  origin: string;
  ref: string | null;
  biz_date: string;
  occurred_at: Instant;
  recorded_at: Instant;
  dated_at: Instant;
  superseded_at: Instant | null;
  retracted: Generated<boolean>;
  due_on: string | null;
  reason: string | null;
  result: string | null;
  extra: Json | null;
};

export type GradeProposalTable = {
  id: GeneratedAlways<number>;
  no: string;
  grade_id: string;
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  period: string;
  move: string;
  from_level: string;
  to_level: string | null;
  from_title: string;
  to_title: string;
  grounds: string;
  effective_on: string | null;
  state: string;
  decided_by: number | null;
  decided_at: Instant | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type IdempotencyKeyTable = {
  account_id: number;
  key: string;
  request: Buffer;
  status: number;
  response: Json;
  at: Instant;
};

export type IncidentTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  occurred_at: Instant;
  fault_title: string;
  fault: string;
  circumstances: string[] | null;
  description: string;
  evidence: string | null;
  state: string;
  filed_by: number;
  judged_by: number | null;
  judged_at: Instant | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
  tariff: Numeric | null;
  deduction: Numeric | null;
};

export type InstitutionTable = {
  id: GeneratedAlways<number>;
  no: string;
  name: string;
  pinyin: Generated<string>;
  type: string;
  parent_id: number | null;
  ord: Generated<number>;
  ord_until: Generated<number>;
  depth: Generated<number>;
  opened_on: string;
  closed_on: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type InstitutionVersionTable = {
  institution_id: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
  opened_on: string;
  closed_on: string | null;
  type: string;
};

export type LeaveTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  from_date: string;
  to_date: string;
  reason: string | null;
  decided_by: number | null;
  decided_at: Instant | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
  handover_to: number | null;
  handover: string | null;
  returned_at: Instant | null;
};

export type LeaveVersionTable = {
  leave_id: number;
  staff_id: number;
  valid_from: string;
  valid_until: string;
  counts: boolean;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type LoanNoteTable = {
  id: GeneratedAlways<number>;
  no: string;
  customer_id: number;
  staff_id: number | null;
  product: string | null;
  amount: Numeric;
  granted_on: string;
  due_on: string;
  outstanding: Numeric;
  class: string | null;
  overdue_days: Generated<number>;
  data_date: string;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type MeasureTable = {
  id: GeneratedAlways<number>;
  no: string;
  ladder_id: string;
  step_id: string;
  title: string;
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  breach_id: number | null;
  incident_id: number | null;
  rank: number;
  due_step_id: string | null;
  arose_on: string;
  rectifies: boolean;
  issuers: string;
  state: string;
  demand: string | null;
  reply: string | null;
  replied_at: Instant | null;
  comment: string | null;
  issued_by: number | null;
  issued_at: Instant | null;
  decided_by: number | null;
  decided_at: Instant | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type MeetingTable = {
  id: GeneratedAlways<number>;
  no: string;
  series_id: number | null;
  title: string;
  kind: string;
  institution_id: number;
  institution_ord: number;
  state: string;
  starts_at: Instant;
  biz_date: string;
  opens_before: number;
  late_after: number;
  sign_in: string;
  attendees: string;
  host_id: number | null;
  place: string | null;
  agenda: string | null;
  guests: string | null;
  minutes: string | null;
  cancellation: string | null;
  held_at: Instant | null;
  filed_at: Instant | null;
  filed_by: number | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type MeetingAttendanceTable = {
  meeting_id: number;
  staff_id: number;
  post: string | null;
  status: string;
  signed_at: Instant | null;
  way: string | null;
  reason: string | null;
};

export type MeetingSeriesTable = {
  id: GeneratedAlways<number>;
  name: string;
  kind: string;
  institution_id: number;
  institution_ord: number;
  state: string;
  falls_on: string;
  weekday: string | null;
  starts_at: string;
  opens_before: number;
  late_after: number;
  sign_in: string;
  attendees: string;
  host_id: number | null;
  place: string | null;
  agenda: string | null;
  from_date: string;
  version: Generated<number>;
  recorded_at: Instant;
};

export type MonthlyWageTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  from_date: string;
  amount: Numeric;
  entered_by: number;
  version: Generated<number>;
  recorded_at: Instant;
};

export type NoticeTable = {
  id: GeneratedAlways<number>;
  no: string;
  kind: string;
  title: string;
  body: string;
  institution_id: number;
  institution_ord: number;
  audience: string;
  must_read: boolean;
  read_by: string | null;
  due_on: string | null;
  state: string;
  publisher_id: number;
  published_at: Instant | null;
  recipients: Generated<number>;
  chased: Generated<number>;
  chased_at: Instant | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type NoticeReceiptTable = {
  notice_id: number;
  staff_id: number;
  read_at: Instant | null;
};

export type OfflineEntryTable = {
  account_id: number;
  key: string;
  staff_id: number | null;
  endpoint: string;
  row_id: number | null;
  written_at: Instant;
  sent_at: Instant;
  clock_ahead: number;
};

export type OutingTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  superior_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  kind: string;
  biz_date: string;
  planned_out_at: Instant;
  expected_return_at: Instant;
  business: string;
  leave_no: string | null;
  acknowledged_at: Instant | null;
  acknowledged_by: number | null;
  out_at: Instant | null;
  returned_at: Instant | null;
  result: string | null;
  cancellation: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type OutingStopTable = {
  id: GeneratedAlways<number>;
  outing_id: number;
  rank: number;
  staff_id: number;
  institution_ord: number | null;
  state: string;
  customer_id: number | null;
  party: string | null;
  place: string;
  contact_name: string | null;
  phone: string | null;
  purpose: string | null;
  arrived_at: Instant | null;
  arrival_position: string | null;
  position_consent: boolean | null;
  skip_reason: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type PhoneReportTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  biz_date: string;
  said: string;
  heard_by: number;
  version: Generated<number>;
  recorded_at: Instant;
};

export type PointsEntryTable = {
  id: GeneratedAlways<number>;
  staff_id: number;
  breach_id: number | null;
  table_id: string;
  item_id: string;
  points: Numeric;
  on_date: string;
  reverses_id: number | null;
  entered_by: number;
  recorded_at: Instant;
  incident_id: number | null;
};

export type PostTable = {
  name: string;
  role: string;
  recorded_at: Instant;
};

export type PostCheckTable = {
  id: GeneratedAlways<number>;
  no: string;
  spot_check_no: string;
  staff_id: number;
  ordered_by: number;
  checker_id: number;
  informed_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  biz_date: string;
  outing_no: string | null;
  place: string;
  outcome: string | null;
  note: string | null;
  photo: string | null;
  photographed: boolean | null;
  checked_at: Instant | null;
  checked_by: number | null;
  reply: string | null;
  replied_at: Instant | null;
  fault: string | null;
  incident_id: number | null;
  decided_by: number | null;
  decided_at: Instant | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type ProblemTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  raised_on: string;
  log_no: string | null;
  description: string;
  period: string | null;
  opinion: string | null;
  reported_at: Instant | null;
  reported_by: number | null;
  answer: string | null;
  answered_at: Instant | null;
  answered_by: number | null;
  heard_at: Instant | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type RulebookDraftTable = {
  id: GeneratedAlways<number>;
  title: string;
  summary: string | null;
  base_version: number;
  effective_on: string | null;
  institution_id: number;
  institution_ord: number;
  state: string;
  author_id: number;
  submitted_by: number | null;
  submitted_at: Instant | null;
  decided_by: number | null;
  decided_at: Instant | null;
  comment: string | null;
  consulted_on: string | null;
  consulted_with: string | null;
  consultation: string | null;
  informed_on: string | null;
  informed_how: string | null;
  published_version: number | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type RulebookDraftContentTable = {
  draft_id: number;
  content: Json;
};

export type RulebookDraftEditorTable = {
  draft_id: number;
  staff_id: number;
  edited_at: Instant;
};

export type RulebookQuizAttemptTable = {
  id: GeneratedAlways<number>;
  version_id: number;
  regulation_id: string;
  staff_id: number;
  asked: number;
  answered_right: number;
  passed: boolean;
  attempted_at: Instant;
};

export type RulebookReadingTable = {
  version_id: number;
  regulation_id: string;
  recorded_at: Instant;
};

export type RulebookReceiptTable = {
  version_id: number;
  regulation_id: string;
  staff_id: number;
  read_at: Instant;
};

export type RulebookVersionTable = {
  id: GeneratedAlways<number>;
  title: string;
  effective_on: string;
  content: Json;
  sha256: Buffer;
  published_at: Instant;
  published_by: number | null;
};

export type SavedViewTable = {
  id: GeneratedAlways<number>;
  owner_id: number;
  register: string;
  name: string;
  query: Json;
};

export type ScenarioTable = {
  id: GeneratedAlways<number>;
  title: string;
  owner_id: number | null;
  draft_id: number | null;
  content: Json;
  from_day: string;
  until_day: string;
  as_of: Instant;
  known: Instant;
  task_id: number | null;
  finished_at: Instant | null;
  created_at: Instant;
};

export type ScenarioDutyTable = {
  scenario_id: number;
  rule_id: string;
  subject_type: string;
  subject_id: number;
  anchor: string;
  institution_ord: number | null;
  bearer_before: number | null;
  bearer_after: number | null;
  until_before: Instant | null;
  until_after: Instant | null;
  need_before: number | null;
  need_after: number | null;
  got_before: number | null;
  got_after: number | null;
  status_before: string | null;
  status_after: string | null;
};

export type ScenarioTallyTable = {
  scenario_id: number;
  rule_id: string;
  bearer_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  subjects: number;
  duties_before: number;
  duties_after: number;
  need_before: number;
  need_after: number;
  failed_before: number;
  failed_after: number;
};

export type SchemaMigrationTable = {
  name: string;
  checksum: string;
  applied_at: Generated<Instant>;
};

export type ScoreClosingTable = {
  id: GeneratedAlways<number>;
  score_id: string;
  period: string;
  period_start: string;
  period_end: string;
  rulebook_version: number;
  reason: string | null;
  closed_by: number;
  closed_at: Instant;
  superseded_at: Instant | null;
};

export type ScoreEntryTable = {
  id: GeneratedAlways<number>;
  score_id: string;
  period: string;
  staff_id: number;
  measure_id: string;
  value: Numeric;
  entered_by: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type ScoreResultTable = {
  closing_id: number;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  post: string;
  peer_group: string;
  place: number;
  peers: number;
  total: Numeric;
  detail: Json;
};

export type SessionTable = {
  token_hash: Buffer;
  account_id: number;
  created_at: Instant;
  seen_at: Instant;
  expires_at: Instant;
  ended_at: Instant | null;
  user_agent: string | null;
  address: string | null;
};

export type SettingTable = {
  name: string;
  value: Json;
  changed_at: Instant;
};

export type SpotCheckTable = {
  id: GeneratedAlways<number>;
  no: string;
  institution_id: number;
  institution_ord: number;
  biz_date: string;
  running_no: number;
  target: string;
  wanted: number;
  reason: string | null;
  ordered_by: number;
  ordered_at: Instant;
  checker_id: number | null;
  chain_seq: number;
  chain_hash: string;
  seed: string;
  candidates: string;
  candidates_digest: string;
  version: Generated<number>;
  recorded_at: Instant;
};

export type StaffTable = {
  id: GeneratedAlways<number>;
  no: string;
  name: string;
  pinyin: Generated<string>;
  supervisor_id: number | null;
  joined_on: string;
  left_on: string | null;
  institution_id: number | null;
  institution_ord: number | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type StaffGradeTable = {
  id: GeneratedAlways<number>;
  grade_id: string;
  staff_id: number;
  level: string | null;
  valid_from: string;
  decided_by: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
};

export type StandingMarkTable = {
  only_row: Generated<boolean>;
  mark: Generated<string>;
};

export type StoredFileTable = {
  id: Generated<string>;
  name: string;
  media_type: string;
  bytes: number;
  sha256: Buffer;
  owner_id: number | null;
  created_at: Instant;
  expires_at: Instant | null;
};

export type StoredFilePieceTable = {
  file_id: string;
  seq: number;
  content: Buffer;
};

export type TaskTable = {
  id: GeneratedAlways<number>;
  kind: string;
  title: string;
  state: Generated<string>;
  owner_id: number | null;
  parameters: Json;
  done: Generated<number>;
  total: number | null;
  result: Json | null;
  error: string | null;
  input_file: string | null;
  output_file: string | null;
  created_at: Instant;
  started_at: Instant | null;
  ended_at: Instant | null;
  cancel_asked: Generated<boolean>;
};

export type VisitTable = {
  id: GeneratedAlways<number>;
  no: string;
  customer_id: number;
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  state: string;
  occurred_at: Instant;
  biz_date: string;
  met_name: string | null;
  met_department: string | null;
  met_title: string | null;
  purpose: string | null;
  wanted: string | null;
  result: string | null;
  other_info: string | null;
  next_step: string | null;
  next_on: string | null;
  submissions: Generated<number>;
  submitted_at: Instant | null;
  reviewed_at: Instant | null;
  reviewed_by: number | null;
  comment: string | null;
  retraction: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type WaiverTable = {
  id: GeneratedAlways<number>;
  rule_id: string;
  subject_id: number | null;
  institution_id: number | null;
  from_date: string;
  until_date: string;
  clause: string;
  reason: string;
  approver_id: number;
  recorded_at: Instant;
  superseded_at: Instant | null;
  retracted_by: number | null;
  retraction_reason: string | null;
};

export type WorkPaperTable = {
  id: GeneratedAlways<number>;
  no: string;
  staff_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  state: string;
  kind: string;
  period_start: string;
  summary: string | null;
  content: string | null;
  experience: string | null;
  problems: string | null;
  submitted_at: Instant | null;
  read_at: Instant | null;
  read_by: number | null;
  comment: string | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type WorkTaskTable = {
  id: GeneratedAlways<number>;
  no: string;
  assignee_id: number;
  issuer_id: number;
  institution_id: number;
  institution_ord: number;
  state: string;
  source: string;
  source_no: string | null;
  title: string;
  detail: string | null;
  due_at: Instant;
  due_on: string;
  feedback: string | null;
  done_at: Instant | null;
  verdict: string | null;
  decided_at: Instant | null;
  chased: Generated<number>;
  chased_at: Instant | null;
  version: Generated<number>;
  recorded_at: Instant;
};

export type Tables = {
  account: AccountTable;
  act: ActTable;
  act_fault: ActFaultTable;
  appeal: AppealTable;
  appointment: AppointmentTable;
  attendance: AttendanceTable;
  audit_chain: AuditChainTable;
  audit_record: AuditRecordTable;
  audit_unsealed: AuditUnsealedTable;
  balance: BalanceTable;
  breach: BreachTable;
  calendar_day: CalendarDayTable;
  calendar_feed: CalendarFeedTable;
  calendar_year: CalendarYearTable;
  complaint: ComplaintTable;
  custody: CustodyTable;
  customer: CustomerTable;
  customer_assistant: CustomerAssistantTable;
  customer_search: CustomerSearchTable;
  customer_version: CustomerVersionTable;
  daily_log: DailyLogTable;
  duty: DutyTable;
  duty_stale: DutyStaleTable;
  duty_watermark: DutyWatermarkTable;
  execution_mark: ExecutionMarkTable;
  execution_tally: ExecutionTallyTable;
  fact: FactTable;
  grade_proposal: GradeProposalTable;
  idempotency_key: IdempotencyKeyTable;
  incident: IncidentTable;
  institution: InstitutionTable;
  institution_version: InstitutionVersionTable;
  leave: LeaveTable;
  leave_version: LeaveVersionTable;
  loan_note: LoanNoteTable;
  measure: MeasureTable;
  meeting: MeetingTable;
  meeting_attendance: MeetingAttendanceTable;
  meeting_series: MeetingSeriesTable;
  monthly_wage: MonthlyWageTable;
  notice: NoticeTable;
  notice_receipt: NoticeReceiptTable;
  offline_entry: OfflineEntryTable;
  outing: OutingTable;
  outing_stop: OutingStopTable;
  phone_report: PhoneReportTable;
  points_entry: PointsEntryTable;
  post: PostTable;
  post_check: PostCheckTable;
  problem: ProblemTable;
  rulebook_draft: RulebookDraftTable;
  rulebook_draft_content: RulebookDraftContentTable;
  rulebook_draft_editor: RulebookDraftEditorTable;
  rulebook_quiz_attempt: RulebookQuizAttemptTable;
  rulebook_reading: RulebookReadingTable;
  rulebook_receipt: RulebookReceiptTable;
  rulebook_version: RulebookVersionTable;
  saved_view: SavedViewTable;
  scenario: ScenarioTable;
  scenario_duty: ScenarioDutyTable;
  scenario_tally: ScenarioTallyTable;
  schema_migration: SchemaMigrationTable;
  score_closing: ScoreClosingTable;
  score_entry: ScoreEntryTable;
  score_result: ScoreResultTable;
  session: SessionTable;
  setting: SettingTable;
  spot_check: SpotCheckTable;
  staff: StaffTable;
  staff_grade: StaffGradeTable;
  standing_mark: StandingMarkTable;
  stored_file: StoredFileTable;
  stored_file_piece: StoredFilePieceTable;
  task: TaskTable;
  visit: VisitTable;
  waiver: WaiverTable;
  work_paper: WorkPaperTable;
  work_task: WorkTaskTable;
};
