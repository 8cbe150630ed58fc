import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Appointment, useMe } from '../api/session.ts';
import type { Capacity } from './navigation.ts';

type AppointmentContext = { appointment: Appointment | null; choose: (appointment: Appointment) => void };

const Current = createContext<AppointmentContext | null>(null);

const storageKey = (accountId: number) => `zhanye.appointment.${accountId}`;
const nameOf = (appointment: Appointment) => `${appointment.post}@${appointment.institutionId}`;

/** Whoever holds several posts works in one of them at a time; the choice is kept on this machine. */
export function CapacityProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const [name, setName] = useState(() => localStorage.getItem(storageKey(me.accountId)));
  const appointment = me.appointments.find((each) => nameOf(each) === name) ?? me.appointments[0] ?? null;
  const choose = (chosen: Appointment) => {
    localStorage.setItem(storageKey(me.accountId), nameOf(chosen));
    setName(nameOf(chosen));
  };
  return <Current value={{ appointment, choose }}>{children}</Current>;
}

/** The appointment in which one works now (null: an administrator, or nobody's), and how to change it. */
export function useAppointment(): AppointmentContext {
  const context = useContext(Current);
  if (context === null) throw new Error('useAppointment outside the shell');
  return context;
}

export function useCapacity(): Capacity {
  return { role: useAppointment().appointment?.role ?? null, adminRole: useMe().adminRole };
}
