import { breachList } from './measures/breach-list.ts';
import { browser } from './measures/browser.ts';
import { contactDuties } from './measures/contact-duties.ts';
import { contactHttp } from './measures/contact-http.ts';
import { decisionTable } from './measures/decision-table.ts';
import { explain } from './measures/explain.ts';
import { factLatency } from './measures/fact-latency.ts';
import { importContacts } from './measures/import-contacts.ts';
import { listHttp } from './measures/list-http.ts';
import { morningSignIn } from './measures/morning-sign-in.ts';
import { myDay } from './measures/my-day.ts';
import { recomputation } from './measures/recomputation.ts';
import { scopedList } from './measures/scoped-list.ts';
import { server } from './measures/server.ts';
import { sharedScans } from './measures/shared-scans.ts';
import { verify } from './measures/verify.ts';
import { whatIf } from './measures/what-if.ts';
import type { Measure } from './support/figure.ts';

/** Every measure, in the order of the table of figures. */
export const measures: readonly Measure[] = [
  breachList,
  recomputation,
  sharedScans,
  whatIf,
  contactDuties,
  factLatency,
  explain,
  myDay,
  scopedList,
  listHttp,
  importContacts,
  contactHttp,
  morningSignIn,
  browser,
  server,
  verify,
  decisionTable,
];
