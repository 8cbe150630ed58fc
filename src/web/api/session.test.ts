import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { beginSession, forgetSession, type Me, type Session, sessionKey } from './session.ts';

const liming: Me = {
  accountId: 1,
  login: 'liming',
  name: '李明',
  staffId: 1,
  staffNo: 'E0001',
  adminRole: null,
  roles: [],
  appointments: [],
  totp: false,
};
const signedOut: Session = { me: null, demo: false, passwordPolicy: { minLength: 10, maxLength: 128, minClasses: 3 } };
const signedIn: Session = { ...signedOut, me: liming };

/** A page on which the question who is signed in is still under way; `arrive` delivers its answer. */
function askedAlready(known: Session, answer: Session) {
  const client = new QueryClient();
  client.setQueryData(sessionKey, known);
  const late = Promise.withResolvers<Session>();
  const fetching = client.fetchQuery({ queryKey: sessionKey, queryFn: () => late.promise }).catch(() => undefined);
  return {
    client,
    arrive: async () => {
      late.resolve(answer);
      await fetching;
      return client.getQueryData<Session>(sessionKey)?.me ?? null;
    },
  };
}

it('an answer of before the sign-in does not sign out', async () => {
  const page = askedAlready(signedOut, signedOut);
  await beginSession(page.client, signedIn);
  expect(await page.arrive()).toEqual(liming);
});

it('an answer of before the sign-out does not bring anybody back', async () => {
  const page = askedAlready(signedIn, signedIn);
  await forgetSession(page.client);
  expect(await page.arrive()).toBeNull();
});
