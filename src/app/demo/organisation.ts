import { addMonths, type CivilDate, civilDateFrom } from '../../kernel/calendar/index.ts';
import type { CsvRow } from './csv.ts';
import { personName } from './names.ts';
import type { Random } from './random.ts';
import type { Span } from './span.ts';
import { BRANCH_TOWNS } from './words.ts';

export type Institution = { no: string; name: string; parentNo: string; type: string };

export type Person = {
  no: string;
  name: string;
  institutionNo: string;
  post: string;
  supervisorNo: string;
  joinedOn: CivilDate;
  leftOn: CivilDate | null;
};

/** How somebody works; the whole demonstration bank follows from these. */
export type Habits = {
  /** Share of what is due that gets done. */
  diligence: number;
  /** 1: evenly over the month; less: the more of it at its end. */
  evenness: number;
  /** Share of contacts entered on the day itself. */
  promptness: number;
};

export type Manager = Person & { habits: Habits; branch: number; outlet: number };

export type Organisation = { institutions: Institution[]; people: Person[]; managers: Manager[] };

export const HEAD_OFFICE = '9000';
const DEPARTMENTS = [
  { no: '9010', name: '业务发展部', posts: ['业务发展部经理', '业务发展部职员'] },
  { no: '9020', name: '人力资源部', posts: ['人力资源部职员'] },
  { no: '9030', name: '审计合规部', posts: ['审计合规部职员'] },
];
const MANAGERS_PER_OUTLET = 5;
const FOUNDED = '2009-06-01';

const CHARACTERS: readonly (readonly [Habits, number])[] = [
  [{ diligence: 0.995, evenness: 1, promptness: 0.95 }, 4],
  [{ diligence: 0.985, evenness: 0.8, promptness: 0.9 }, 5],
  [{ diligence: 0.96, evenness: 0.5, promptness: 0.8 }, 4],
  [{ diligence: 0.9, evenness: 0.35, promptness: 0.65 }, 2],
  [{ diligence: 0.72, evenness: 0.6, promptness: 0.5 }, 1],
];

/** One head office with its departments, 3 branches, 24 sub-branches, and who works there. */
export function createOrganisation(random: Random, span: Span): Organisation {
  const institutions: Institution[] = [{ no: HEAD_OFFICE, name: '澜州农商银行', parentNo: '', type: '总行' }];
  const people: Person[] = [];
  const managers: Manager[] = [];
  let serial = 1000;

  const hire = (institutionNo: string, post: string, supervisorNo: string): Person => {
    serial += 1;
    const joinedOn = civilDateFrom(`${random.whole(2010, 2021)}-0${random.whole(1, 9)}-01`);
    return { no: `E${serial}`, name: personName(random), institutionNo, post, supervisorNo, joinedOn, leftOn: null };
  };

  for (const { no, name, posts } of DEPARTMENTS) {
    institutions.push({ no, name, parentNo: HEAD_OFFICE, type: '部门' });
    for (const post of posts) people.push(hire(no, post, ''));
  }
  for (const [branch, { town, districts }] of BRANCH_TOWNS.entries()) {
    const branchNo = `${branch + 1}000`;
    institutions.push({ no: branchNo, name: `${town}分行`, parentNo: HEAD_OFFICE, type: '分行' });
    const branchPresident = hire(branchNo, '分行行长', '');
    people.push(branchPresident);
    for (const [outlet, district] of districts.entries()) {
      const outletNo = `${branch + 1}${String(outlet + 1).padStart(2, '0')}0`;
      institutions.push({ no: outletNo, name: `${town}${district}支行`, parentNo: branchNo, type: '支行' });
      const president = hire(outletNo, '支行行长', branchPresident.no);
      const leader = hire(outletNo, '团队长', president.no);
      people.push(president, leader);
      for (let index = 0; index < MANAGERS_PER_OUTLET; index++) {
        const person = hire(outletNo, random.chance(0.5) ? '公司客户经理' : '客户经理', leader.no);
        managers.push({ ...person, habits: random.weighted(CHARACTERS), branch, outlet });
      }
    }
  }
  letSomeLeave(random, span, managers);
  people.push(...managers);
  return { institutions, people, managers };
}

/** 依据 CUS-6: who leaves hands over; a few of them over the year. */
function letSomeLeave(random: Random, span: Span, managers: Manager[]): void {
  for (const [index, monthsAgo] of [9, 6, 4, 2].entries()) {
    const manager = managers[index * 27 + 11] as Manager;
    manager.leftOn = span.workdays.rollForward(addMonths(span.today, -monthsAgo));
    manager.habits = { ...manager.habits, diligence: 0.7 + random.next() * 0.2 };
  }
}

export const INSTITUTION_COLUMNS = ['机构号', '机构名称', '上级机构号', '类型', '启用日期'] as const;

export function* institutionRows({ institutions }: Organisation): Generator<CsvRow> {
  for (const { no, name, parentNo, type } of institutions) yield [no, name, parentNo, type, FOUNDED];
}

export const STAFF_COLUMNS = ['工号', '姓名', '机构号', '岗位', '主管工号', '入职日期', '离职日期'] as const;

export function* staffRows({ people }: Organisation): Generator<CsvRow> {
  for (const { no, name, institutionNo, post, supervisorNo, joinedOn, leftOn } of people) {
    yield [no, name, institutionNo, post, supervisorNo, joinedOn, leftOn];
  }
}
