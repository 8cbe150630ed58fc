import { breach } from './breach.tsx';

/** As a breach, a measure is not searched for: the form is opened from it. */
export const measure = breach;
