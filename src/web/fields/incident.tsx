import { breach } from './breach.tsx';

/** As a breach, an incident is not searched for: the form is opened from it. */
export const incident = breach;
