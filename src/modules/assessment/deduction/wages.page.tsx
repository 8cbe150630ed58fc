import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { monthlyWage } from './wage.register.ts';

/** 月工资 (依据 ASM-16): entered by human resources; everybody else finds his own. */
export default function WagesPage() {
  return <RegisterListPage register={monthlyWage} base="/wages" />;
}
