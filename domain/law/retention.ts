/** How long what is known of a person must stay, and from when it is erased on request (个人信息删除). */
import { addYears, type Day } from '../time/calendar.js';
import type { RecordStatus } from '../file/case.js';

/** Shown to somebody, or about to be: what it rests on stays. */
const LIVE: ReadonlySet<RecordStatus> = new Set<RecordStatus>(['found', 'proposed', 'published', 'awaitingSector']);

const NEEDED = '《个人信息保护法》第十三条第一款第三项:为履行法定职责所必需';
const DONE = '《个人信息保护法》第四十七条第一款第一项:处理目的已实现或者不再必要的,应当删除';
const KEPT =
  '《个人信息保护法》第四十七条第二款:保存期限未届满的,停止除存储和采取必要的安全保护措施之外的处理;期限参照《征信业管理条例》第十六条:自不良行为或者事件终止之日起为5年(对公共信用信息的适用待确认)';

/** From the end of the record, or of the case. */
export const RETENTION_YEARS = 5;

export interface PersonFile {
  readonly cases: readonly { readonly id: string; readonly record: string; readonly closedOn: Day | null }[];
  /** `endedOn`: when it last moved, once it is no longer shown. */
  readonly records: readonly { readonly id: string; readonly status: RecordStatus; readonly endedOn: Day | null }[];
  /** Of applications and cases: whether all their cases are closed. */
  readonly contacts: readonly { readonly id: string; readonly closed: boolean }[];
}

export interface Retained {
  readonly what: 'case' | 'contact' | 'person';
  readonly id: string;
  readonly erasable: boolean;
  /** The first day on which it may go; null: it is still needed, and no day is known. */
  readonly from: Day | null;
  readonly article: string;
}

/** Each thing that is held of a person: what may go today, and what must stay until when, by which article. */
export function retention({ cases, records, contacts }: PersonFile, today: Day): readonly Retained[] {
  const live = new Set(records.filter((r) => LIVE.has(r.status)).map((r) => r.id));
  const ended = new Map(records.map((r) => [r.id, r.endedOn] as const));
  const files = cases.map((c): Retained => {
    const needed = c.closedOn === null || live.has(c.record);
    return stays('case', c.id, needed ? null : laterOf(c.closedOn, ended.get(c.record) ?? null), today);
  });
  const addressed = contacts.map(({ id, closed }): Retained => ({
    ...{ what: 'contact', id, erasable: closed, from: null, article: closed ? DONE : NEEDED },
  }));
  const days = [...files.map((f) => f.from), ...records.map((r) => (live.has(r.id) ? null : yearsAfter(r.endedOn)))];
  const last = days.includes(null) ? null : ([...days].sort().at(-1) ?? today);
  return [...addressed, ...files, { ...judged('person', '', last, today) }];
}

const laterOf = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b > a) ? b : a);
const yearsAfter = (day: Day | null): Day | null => (day === null ? null : addYears(day, RETENTION_YEARS));
const stays = (what: Retained['what'], id: string, ended: Day | null, today: Day): Retained =>
  judged(what, id, yearsAfter(ended), today);

function judged(what: Retained['what'], id: string, from: Day | null, today: Day): Retained {
  const erasable = from !== null && from <= today;
  return { what, id, erasable, from, article: erasable ? DONE : from === null ? NEEDED : KEPT };
}
