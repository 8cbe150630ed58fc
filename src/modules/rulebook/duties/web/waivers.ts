import type { QueryKey } from '@tanstack/react-query';
import type { Json } from '../../../../web/api/json.ts';
import type { WaiverView } from '../waive.ts';
import type { DutyItem } from './duty-columns.tsx';

export type Waiver = Json<WaiverView>;

/** What the doors of waivers know a duty by. */
export const dutyKey = ({ rule, subjectId, anchor }: DutyItem) => ({ rule, subject: String(subjectId), anchor });

/** A waiver, or its end, moves the duty, its breach and the results. */
export const WAIVER_TOUCHES: QueryKey[] = [
  ['/api/duties'],
  ['/api/duties/waivers'],
  ['/api/breaches'],
  ['/api/rulebook/results'],
];
