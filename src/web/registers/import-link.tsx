import { Link } from 'wouter';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { useImporters } from './use-importers.ts';

/** To the wizard, for whoever may bring rows of this register in as a file. */
export function ImportLink({ register }: { register: AnyRegister }) {
  const importer = useImporters().data?.find((one) => one.register === register.id);
  return importer === undefined ? null : <Link href={`/imports?kind=${importer.kind}`}>导入</Link>;
}
