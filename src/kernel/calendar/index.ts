export * from './civil-date.ts';
export * from './deadlines.ts';
export * from './periods.ts';
export * from './workdays.ts';
export * from './zone.ts';
