import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail } from '../../../kernel/errors/public.ts';
import { type Attempts, createAttempts } from '../../../platform/auth/public.ts';
import type { Clock, Context } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { meetingErrors } from './errors.ts';

/** Long enough to read and type, too short to pass on to those who are not in the room. */
const STEP_MS = 30_000;
const DIGITS = 1_000_000;
/** Of a million codes two are right at a time: so many tries a minute make guessing hopeless. */
const TRIES = { perWindow: 5, windowSeconds: 60, rememberedKeys: 20_000 };
const SECRET = 'meeting.code-secret';

const secretOf = defineStatement<{ value: string }>(
  'daily.meeting-secret',
  `select value #>> '{}' as value from setting where name = '${SECRET}'`,
);

/** Tries of a process, by its clock: a server has one, each test its own. */
const triesByClock = new WeakMap<Clock, Attempts>();

/** The six digits that the screen of a meeting shows now, and until when. */
export async function currentCode(ctx: Context, meetingId: number): Promise<{ code: string; until: Date }> {
  const step = stepAt(ctx.clock.now());
  return { code: codeAt(await ensureSecret(ctx), meetingId, step), until: new Date((step + 1) * STEP_MS) };
}

/** Throws unless `code` is the one shown now or just before; wrong ones are counted per person. */
export async function assertCode(ctx: Context, meetingId: number, code: string | undefined): Promise<void> {
  if (code === undefined) fail(meetingErrors.MEETING_CODE_NEEDED(undefined, 'code'));
  const tries = triesOf(ctx.clock);
  const key = String(ctx.principal?.accountId);
  const seconds = tries.take(key);
  if (seconds > 0) fail(meetingErrors.MEETING_CODE_TRIES({ seconds }, 'code'));
  const secret = await ensureSecret(ctx);
  const step = stepAt(ctx.clock.now());
  const isRight = [step, step - 1].some((each) => isSame(code, codeAt(secret, meetingId, each)));
  if (!isRight) fail(meetingErrors.MEETING_CODE_WRONG(undefined, 'code'));
  tries.giveBack(key);
}

const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP_MS);

function codeAt(secret: string, meetingId: number, step: number): string {
  const digest = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${meetingId}:${step}`).digest();
  return String(digest.readUInt32BE(0) % DIGITS).padStart(6, '0');
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given.trim()), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function triesOf(clock: Clock): Attempts {
  const known = triesByClock.get(clock) ?? createAttempts(TRIES, clock);
  triesByClock.set(clock, known);
  return known;
}

/** The bank's secret, drawn at the first use; whoever knows it could sign in from home. */
async function ensureSecret({ db, clock }: { db: Db; clock: Clock }): Promise<string> {
  const [known] = await secretOf(db);
  if (known) return known.value;
  const drawn = { name: SECRET, value: JSON.stringify(randomBytes(32).toString('hex')), changed_at: clock.now() };
  await db
    .insertInto('setting')
    .values(drawn)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return ((await secretOf(db))[0] as { value: string }).value;
}
