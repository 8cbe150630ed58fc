export { meetsOn, startOn } from './meeting/series.rules.ts';
export { type PersonInSight, peopleInSight } from './people-in-sight.ts';
export { ownStaffId, placeOfStaff } from './place-of-staff.ts';
export { workdayCounter } from './workday-counter.ts';
