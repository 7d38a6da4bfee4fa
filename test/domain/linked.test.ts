/** The record of a named person who answers for a listed organisation, and the entry on which it hangs: two records, two locks. */
import { readFileSync } from 'node:fs';
import type { RecordStatus } from '../../domain/file/case.js';
import type { Office } from '../../domain/record/responsible.js';
import * as g from './given.js';
import * as p from './given-processes.js';
import { Scene, type Deed } from './meeting.js';
import * as d from './pairs.js';

const PERSON = 'R1-p1';
const BAN = 'huaian-czj procurementBan';
const BARRED = 'huaian-rsj appointmentLimit';
const network = {
  ...d.ENTRY.network,
  implementers: [
    { party: 'huaian-czj', adapter: 'http' as const, measures: ['procurementBan'] },
    { party: 'huaian-rsj', adapter: 'manual' as const, measures: ['appointmentLimit'] },
  ],
};
const ENTRY = { ...d.ENTRY, network, linked: [PERSON] };
const { linked: _, ...OWN } = {
  ...ENTRY,
  id: PERSON,
  subjectId: 'S2',
  subjectKind: 'person' as const,
  parent: ENTRY.id,
};
const MEASURES = ['procurementBan', 'appointmentLimit'];

const known = (measures = MEASURES): Deed =>
  d.deed('listing made known', 'record', 'publish', g.SYSTEM, { ...p.ENFORCED, measures, months: null });

/** An entry and what hangs on it. What is told is carried at least once, in its order. */
class Family {
  readonly entry: Scene;
  readonly person: Scene;
  private readonly heard = new Set<string>();
  readonly refused: unknown[] = [];

  constructor(entry = ENTRY, person = OWN) {
    this.entry = new Scene(entry, d.NOW);
    this.person = new Scene(person, d.NOW);
  }

  /** Everything told that was not heard yet, each twice: the same act again is answered and done no more. */
  carry(): this {
    this.person.at(this.entry.now > this.person.now ? this.entry.now : this.person.now);
    for (const told of this.entry.told.flatMap((one) => [one, one])) {
      if (this.heard.has(told.act.id)) continue;
      this.heard.add(told.act.id);
      const code = this.person.hear(told);
      if (code !== null) this.refused.push(code);
    }
    return this;
  }

  settle(): this {
    this.entry.settle();
    this.person.settle();
    return this;
  }

  summary() {
    return { entry: this.entry.summary(), person: this.person.summary() };
  }
}

const listed = (): Family => {
  const family = new Family();
  family.entry.must(known());
  return family.carry().settle();
};

describe('a named person’s record', () => {
  test('begins with the entry: kept and not shown, with the measures on persons; the entry bears those on itself alone', () => {
    const { entry, person } = listed().summary();
    expect(entry).toMatchObject({ status: 'published', inForce: [BAN] });
    expect(entry.shows).not.toEqual([]);
    expect(person).toMatchObject({ status: 'published', inForce: [BARRED], shows: [], open: ['record published'] });
  });

  test('is shown where the rules of the list show persons', () => {
    const tax = { ...d.ENTRY, network, list: p.entryOf('tax').list };
    const family = new Family({ ...tax, linked: [PERSON] }, { ...OWN, list: tax.list });
    family.entry.must(known());
    expect(family.carry().settle().person.summary().shows).toEqual(['credit-china', 'credit-huaian']);
  });

  test('has no maximum of its own: it stays as long as the entry', () => {
    const { entry, person } = listed();
    expect(entry.file('record')?.terms.some((t) => t.kind === 'maxPublicity')).toBe(true);
    expect(person.file('record')?.terms.some((t) => t.kind === 'maxPublicity')).toBe(false);
  });

  test('each act of the entry tells it once, by an id made of the act and the record', () => {
    const { entry } = listed();
    entry.must(d.raised);
    const [begins, rests, ...more] = entry.told;
    expect(more).toEqual([]);
    expect([begins?.act.name, rests?.act.name]).toEqual(['publish', 'suspend']);
    const raised = entry.done.find((s) => s.act.name === 'object');
    expect(rests).toMatchObject({
      name: `record@${PERSON}`,
      record: PERSON,
      act: { id: `${raised?.act.id ?? ''}/record/${PERSON}` },
    });
  });

  test('an entry on which nothing hangs tells nobody', () => {
    const scene = new Scene({ ...d.ENTRY, network }, d.NOW).must(known(), d.raised, d.withdrawn);
    expect(scene.told).toEqual([]);
  });

  test('objections that were open when the entry began rest its measures from the first', () => {
    const family = new Family();
    family.entry.must(d.raised, known());
    expect(family.carry().settle().person.summary()).toMatchObject({ inForce: [] });
    family.entry.must(d.withdrawn);
    expect(family.carry().settle().person.summary()).toMatchObject({ inForce: [BARRED] });
  });

  test('a listing proposed with named persons carries them to the decision, and says nothing of who they are', () => {
    const persons = [{ office: 'legalRepresentative' as Office, record: PERSON }];
    const proposed = p.givenListing(null).when(p.proposeListing({ measures: ['appointmentLimit'], persons }));
    const file = proposed.then([{ state: { particulars: { persons } } }, {}, {}, {}]);
    expect(JSON.stringify(file)).not.toMatch(/personKey/);
  });

  test('relisted for fraud, the entry brings back what had ended with it', () => {
    const family = listed();
    family.entry.must(...d.exiting, d.removed);
    family.carry().settle();
    expect(family.person.summary()).toMatchObject({ status: 'ended', inForce: [], open: [] });
    family.entry.must(
      d.deed('relisted', 'record', 'relist', g.SYSTEM, { ...p.ENFORCED, measures: MEASURES, months: null }),
    );
    expect(family.carry().settle().summary()).toMatchObject({
      entry: { status: 'published', inForce: [BAN] },
      person: { status: 'published', inForce: [BARRED], open: ['record published'] },
    });
  });

  test('relisted for fraud, the entry does not bring back what the person’s own repair had ended', () => {
    const family = listed();
    family.person.must(...repaired);
    family.entry.must(...left);
    family.carry().settle();
    family.entry.must(
      d.deed('relisted', 'record', 'relist', g.SYSTEM, { ...p.ENFORCED, measures: MEASURES, months: null }),
    );
    expect(family.carry().settle().person.summary()).toMatchObject({ status: 'repaired', inForce: [], open: [] });
    expect(family.refused).toEqual(['NO_SUCH_CASE', 'FRAUD_ONLY']);
  });
});

interface Meeting {
  readonly a: string;
  readonly b: string;
  readonly entry: readonly Deed[];
  readonly person: readonly Deed[];
  /** Why B is refused when it comes second. */
  readonly late?: string;
  /** Of the entry, and of the person’s record: whichever came first, or when A came first and when B did. */
  readonly ends: readonly [RecordStatus, RecordStatus, RecordStatus?];
  readonly inForce: readonly string[];
}

const of = (docket: string, ...deeds: readonly Deed[]): readonly Deed[] =>
  deeds.map((deed) => (deed.process === 'objection' ? { ...deed, docket } : deed));
const objected = (docket: string): readonly Deed[] => of(docket, d.raised);
const founded = of('o1', d.raised, d.conclude('delete', 'o1'), d.founded);
const upheld = of('o1', d.raised, d.conclude('uphold', 'o1'), d.upheld);
const repaired = [...d.repairing, d.granted];
const left = [...d.exiting, d.removed];

test('a suit of the person’s own that is pending when the entry is annulled: its result is recorded, and the record stays annulled', () => {
  const family = listed();
  family.person.must(d.challenged);
  family.entry.must(...founded);
  family.carry().settle();
  expect(family.person.summary()).toMatchObject({ status: 'annulled', inForce: [], open: ['record ending'] });
  family.person.must(d.maintained).settle();
  expect(family.person.file('record')).toMatchObject({ stage: 'closed', outcome: 'annulled' });
});

/** As docs/between-processes.md tells them: A is about the entry, B about the person's record. */
const MEETINGS: readonly Meeting[] = [
  {
    ...{ a: 'objection raised', b: 'objection raised' },
    ...{ entry: objected('o1'), person: objected('o2'), ends: ['published', 'published'], inForce: [] },
  },
  {
    ...{ a: 'objection found without merit', b: 'objection raised' },
    ...{ entry: upheld, person: objected('o2'), ends: ['published', 'published'], inForce: [BAN] },
  },
  {
    ...{ a: 'objection raised', b: 'objection founded: deleted' },
    ...{ entry: objected('o2'), person: founded, ends: ['published', 'annulled'], inForce: [] },
  },
  {
    ...{ a: 'objection raised', b: 'repair granted' },
    ...{ entry: objected('o2'), person: repaired, ends: ['published', 'repaired'], inForce: [] },
  },
  {
    ...{ a: 'objection founded: deleted', b: 'objection raised' },
    ...{ entry: founded, person: objected('o2'), late: 'NOT_PUBLISHED', ends: ['annulled', 'annulled'], inForce: [] },
  },
  {
    ...{ a: 'exit decided', b: 'objection raised' },
    ...{ entry: left, person: objected('o2'), ends: ['removed', 'ended'], inForce: [] },
  },
  {
    ...{ a: 'exit decided', b: 'repair granted' },
    ...{ entry: left, person: repaired, late: 'NOT_PUBLISHED', ends: ['removed', 'ended', 'repaired'], inForce: [] },
  },
  {
    ...{ a: 'repair granted', b: 'exit decided' },
    ...{ entry: repaired, person: left, late: 'NOT_LISTED', ends: ['repaired', 'ended', 'removed'], inForce: [] },
  },
];

describe('what becomes of the entry and of the person’s record, in both orders', () => {
  test.each(MEETINGS.map((m) => [`${m.a} × ${m.b}`, m] as const))('%s', (_title, m) => {
    const first = listed();
    first.entry.must(...m.entry);
    first.carry().settle();
    const [opens, ...more] = m.person;
    const code = first.person.try(opens ?? g.nothing());
    expect(code).toBe(m.late ?? null);
    if (code === null) first.person.must(...more);
    first.settle();
    const [entryEnds, whenFirst, whenLast = whenFirst] = m.ends;
    expect([first.entry.summary().status, first.person.summary().status]).toEqual([entryEnds, whenFirst]);

    const last = listed();
    last.person.must(...m.person);
    last.settle();
    last.entry.must(...m.entry);
    last.carry().settle();
    expect([last.entry.summary().status, last.person.summary().status]).toEqual([entryEnds, whenLast]);
    for (const family of [first, last]) {
      const { entry, person } = family.summary();
      expect([...entry.inForce, ...person.inForce].sort()).toEqual(m.inForce);
    }
  });

  test('docs/between-processes.md tells of each', () => {
    const codes = (cell: string, pattern: RegExp) => [...cell.matchAll(pattern)].map((found) => found[1]);
    const rows = readFileSync('docs/between-processes.md', 'utf8')
      .split('## Records that hang on an entry')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter((cells) => cells.length === 6 && cells[1] !== 'The entry' && !cells[1]?.startsWith('-'))
      .map(([, a, b, told = '', ends = '']) => [a, b, codes(told, /`([A-Z_]+)`/g), codes(ends, /`([a-z]+)`/g)]);
    expect(rows).toEqual(MEETINGS.map(({ a, b, late, ends }) => [a, b, late === undefined ? [] : [late], [...ends]]));
  });
});
