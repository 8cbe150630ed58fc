import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { appointment } from './appointment.register.ts';

export default function AppointmentsPage() {
  return <RegisterListPage register={appointment} base="/appointments" title="任职台账" />;
}
