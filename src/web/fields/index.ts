import type * as kinds from '../../kernel/register/kinds/index.ts';
import type { Field } from '../../kernel/register/public.ts';
import { aggravations } from './aggravations.tsx';
import { boolean } from './boolean.tsx';
import { breach } from './breach.tsx';
import { businessNo } from './business-no.tsx';
import { choice } from './choice.tsx';
import { customer } from './customer.tsx';
import { date } from './date.tsx';
import type { FieldComponents } from './field.ts';
import { idNumber } from './id-number.tsx';
import { incident } from './incident.tsx';
import { instant } from './instant.tsx';
import { institution } from './institution.tsx';
import { integer } from './integer.tsx';
import { longText } from './long-text.tsx';
import { measure } from './measure.tsx';
import { money } from './money.tsx';
import { outing } from './outing.tsx';
import { person } from './person.tsx';
import { phone } from './phone.tsx';
import { pointsItem } from './points-item.tsx';
import { serialNo } from './serial-no.tsx';
import { text } from './text.tsx';

/** Every kind of the kernel has its web half here, or this file does not compile. */
const components: Record<keyof typeof kinds, FieldComponents> = {
  pointsItem,
  measure,
  incident,
  aggravations,
  boolean,
  breach,
  businessNo,
  choice,
  customer,
  date,
  idNumber,
  instant,
  institution,
  integer,
  longText,
  money,
  outing,
  person,
  phone,
  serialNo,
  text,
};

/** Input, cell and filter of a field. */
export function componentsOf(field: Field): FieldComponents {
  const found = (components as Readonly<Record<string, FieldComponents>>)[field.kind.id];
  if (found === undefined) throw new Error(`field kind without a web half: ${field.kind.id}`);
  return found;
}
