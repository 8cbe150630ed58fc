export { meetsOn, startOn } from './meeting/series.rules.ts';
export { ownStaffId, placeOfStaff } from './place-of-staff.ts';
export { workdayCounter } from './workday-counter.ts';
