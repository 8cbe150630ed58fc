import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminRole, Role } from '../../kernel/access/roles.ts';
import { api } from './client.ts';

export type Appointment = {
  role: Role;
  post: string;
  institutionId: number;
  institutionNo: string;
  institutionName: string;
};

/** Who is signed in; the shape of `src/platform/auth/README.md`. The main appointment comes first. */
export type Me = {
  accountId: number;
  login: string;
  name: string;
  staffId: number | null;
  staffNo: string | null;
  adminRole: AdminRole | null;
  roles: Role[];
  appointments: Appointment[];
  totp: boolean;
};

export type PasswordPolicy = { minLength: number; maxLength: number; minClasses: number };

export type Session = {
  me: Me | null;
  demo: boolean;
  passwordPolicy: PasswordPolicy;
  /** The bank's zone, an IANA name. */
  zone?: string;
};

export const sessionKey = ['session'] as const;

export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => api.get<Session>('/api/session', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whoever is signed in. Only for components inside the shell, which is not drawn before somebody is. */
export function useMe(): Me {
  const { data } = useSession();
  if (data?.me == null) throw new Error('useMe outside the shell');
  return data.me;
}

/**
 * Somebody has signed in. An answer to an earlier question, still on its way, must not undo it; the question is then put
 * once more, because only what passes through the service worker is known without a network (依据 DAY-19).
 */
export async function beginSession(client: QueryClient, session: Session): Promise<void> {
  await client.cancelQueries({ queryKey: sessionKey });
  client.setQueryData<Session>(sessionKey, session);
  void client.invalidateQueries({ queryKey: sessionKey });
}

/** The session is gone: everything but the fact is forgotten, and the sign-in page appears in place. */
export async function forgetSession(client: QueryClient): Promise<void> {
  await client.cancelQueries({ queryKey: sessionKey });
  const session = client.getQueryData<Session>(sessionKey);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
  if (session !== undefined) client.setQueryData<Session>(sessionKey, { ...session, me: null });
}

/** Ends the session on the server and here. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await api.delete('/api/session');
    await forgetSession(client);
  };
}
