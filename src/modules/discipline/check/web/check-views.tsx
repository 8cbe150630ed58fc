import { ViewLinks } from '../../../../web/kit/view-links.tsx';
import { isGranted } from '../../../../web/registers/register-api.ts';
import { useCapacity } from '../../../../web/shell/capacity.tsx';
import { spotCheck } from '../spot-check.register.ts';

const CHECKS = { title: '查岗', href: '/checks' };

/** The two sides of checking: who was drawn and what was found, and (for who may read them) the draws. */
export function CheckViews() {
  const draws = isGranted(spotCheck.access.read, useCapacity());
  return <ViewLinks label="查岗" links={draws ? [CHECKS, { title: '抽查', href: '/spot-checks' }] : [CHECKS]} />;
}
