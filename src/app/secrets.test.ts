import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthFixture, authFixture, PASSWORD, refusedWith } from '../../test/support/auth.ts';
import { confirmTotp, enrolTotp, forgetSecondFactors } from '../platform/auth/public.ts';
import { secretKeyPlace } from './secret-key.ts';
import { openSecrets } from './secrets.ts';

let fixture: AuthFixture;
let folder: string;
beforeAll(async () => {
  fixture = await authFixture();
  folder = mkdtempSync(join(tmpdir(), 'zhanye key '));
});
afterAll(async () => {
  await fixture.drop();
  rmSync(folder, { recursive: true });
});

const KEY = Buffer.alloc(32, 7).toString('base64');
const embedded = (name: string, environment = {}) => secretKeyPlace({ dataDir: join(folder, name) }, environment);
const open = (place: ReturnType<typeof secretKeyPlace>) => openSecrets(fixture.ctx.db, place);

describe('第二因素的密钥', () => {
  it('内置数据库首次启动时自己生成，只有本人可读，以后一直用它', async () => {
    const file = join(folder, 'secret.key');
    const first = await open({ file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    const again = await open({ file });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(again?.open(first?.seal('SECRET', 1) ?? '', 1)).toBe('SECRET');
  });

  it('外部数据库从环境变量取，没有就不能启用；写错了说明应怎样写', async () => {
    expect(await open(secretKeyPlace({ url: 'postgres://bank' }, {}))).toBeNull();
    expect(await open(secretKeyPlace({ url: 'postgres://bank' }, { ZHANYE_SECRET_KEY: KEY }))).not.toBeNull();
    const wrong = open(secretKeyPlace({ url: 'postgres://bank' }, { ZHANYE_SECRET_KEY: 'too short' }));
    await expect(wrong).rejects.toThrow('openssl rand -base64 32');
  });

  it('已有人启用而密钥不在或不对，启动时即说明；遗失后可停用全部，各人重新登记', async () => {
    const secrets = await open({ given: KEY });
    const auth = { ...fixture.auth, secrets };
    const { id, login } = await fixture.open();
    const own = await fixture.as(id);
    await confirmTotp(auth, own, fixture.codeOf((await enrolTotp(auth, own, PASSWORD)).secret));

    expect(await open({ given: KEY })).not.toBeNull();
    expect(await refusedWith(open({}))).toEqual(['AUTH_KEY_MISSING']);
    expect(await refusedWith(open(embedded('never-made')))).toEqual(['AUTH_KEY_MISSING']);
    expect(await refusedWith(open({ given: Buffer.alloc(32, 8).toString('base64') }))).toEqual(['AUTH_KEY_OTHER']);

    expect(await forgetSecondFactors(fixture.ctx)).toBe(1);
    expect((await fixture.audits(id)).at(-1)).toMatchObject({ action: 'account.totp-forget' });
    expect(await open({})).toBeNull();
    await fixture.token({ login, password: PASSWORD });
  });
});
