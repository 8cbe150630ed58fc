import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { custody } from './custody.register.ts';

/** 依据 CUS-6: every span of custody in one's scope; handing over is done at the customer. */
export default function CustodyPage() {
  return <RegisterListPage register={custody} base="/custody" title="管户台账" creates={false} />;
}
