import type { AdminRole, Role } from './roles.ts';

/** A post held today: its role applies to the institution's subtree, every `ord` in `[ord, ordUntil)`. */
export type HeldAppointment = {
  role: Role;
  post: string;
  institutionId: number;
  ord: number;
  ordUntil: number;
};

/** Who is asking. `staffId` is null for an account that belongs to nobody of the staff, such as an administrator's. */
export type Principal = {
  accountId: number;
  staffId: number | null;
  staffNo: string | null;
  name: string;
  adminRole: AdminRole | null;
  appointments: readonly HeldAppointment[];
};
