import { breach } from './breach.tsx';

/** As a breach, an outing is not searched for: its stops are written and shown with it. */
export const outing = breach;
