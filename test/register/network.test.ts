/** Whom a record's authorities reach, and what is known of its subject: as a decision reads it under lock. */
import { AUTHORITY, addRecord, furnish } from '../support/scene.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import type { RecordFacts } from '../../domain/record/record-facts.js';
import { RED_LIST } from '../../domain/law/lists.js';
import { blemishedEntries } from '../../register/reconcile.js';
import { readFile } from '../../register/file.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
  await furnish(db.owner);
  await db.owner
    .query(`insert into region (code, name) values ('320000', '江苏省'), ('320803', '淮安区'), ('320804', '淮阴区')
    on conflict do nothing`);
  await db.owner.query(`insert into department (id, name, region, document_code, office) values
    ('nation-office', '国家信用办', '000000', '国信', true), ('city-office', '淮安市信用办', '320800', '淮信', true),
    ('county-office', '淮阴区信用办', '320804', '淮阴信', true)`);
});
afterAll(() => db.drop());

async function factsOf(recordId: string): Promise<RecordFacts> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const file = await readFile(client, {
      process: 'record',
      recordId,
      acts: [],
      recordedAt: '2026-11-20T01:00:00.000Z',
    });
    await client.query('rollback');
    if (file === null) throw new Error('no record');
    return file.record;
  } finally {
    client.release();
  }
}

async function plays(region: string, role: string, party: string, about: readonly string[] = [], rank = 0) {
  await db.owner.query(
    `insert into party (id, name, region, adapter) values ($1, $1, $2, 'manual') on conflict (id) do nothing`,
    [party, region],
  );
  await db.owner.query('insert into party_role (region, party, role, about, rank) values ($1, $2, $3, $4, $5)', [
    ...[region, party, role, about, rank],
  ]);
}

describe('the network of a place', () => {
  beforeAll(async () => {
    await plays('000000', 'site', 'nation-site');
    await plays('000000', 'source', 'nation-list', ['own']);
    await plays('320000', 'source', 'province-list', ['own']);
    await plays('320000', 'platform', 'province-platform');
    await plays('320800', 'implementer', 'city-trading', ['procurementBan']);
    await plays('320800', 'implementer', 'city-science', ['subsidyLimit']);
    await plays('320800', 'chain', 'city-centre', [], 1);
    await plays('320800', 'chain', 'city-first', [], 0);
    await plays('320800', 'informed', 'city-audit', ['audit', 'gossip']);
    await plays('320804', 'implementer', 'county-trading', ['procurementBan']);
    await plays('130100', 'implementer', 'far-trading', ['procurementBan']);
    await addRecord(db.owner, { id: 'N1', region: '320803', parties: [] });
    await addRecord(db.owner, { id: 'N2', region: '320804', parties: [] });
    await addRecord(db.owner, { id: 'N3', region: '130100', parties: [], authority: 'sjz-sthj' });
  });

  test('a county without parties of its own has its city’s, its province’s and the nation’s', async () => {
    const { network } = await factsOf('N1');
    expect(network).toEqual({
      sites: [{ party: 'nation-site', adapter: 'manual' }],
      implementers: [
        { party: 'city-science', adapter: 'manual', measures: ['subsidyLimit'] },
        { party: 'city-trading', adapter: 'manual', measures: ['procurementBan'] },
      ],
      chain: [
        { party: 'city-first', adapter: 'manual' },
        { party: 'city-centre', adapter: 'manual' },
      ],
      sources: { own: { party: 'province-list', adapter: 'manual' } },
      informed: [{ party: 'city-audit', adapter: 'manual', as: ['audit'] }],
      agencies: [],
      below: [],
      platform: { party: 'province-platform', adapter: 'manual' },
      office: 'city-office',
      superior: null,
    });
  });

  test('a city has the credit offices of its counties below it, each the first step of its county’s chain', async () => {
    await addRecord(db.owner, { id: 'N4', region: '320800', parties: [] });
    await db.owner.query(`insert into region (code, name) values ('320813', '洪泽区')`);
    await plays('320813', 'chain', 'hongze-office', [], 0);
    await plays('320813', 'chain', 'city-office-party', [], 1);
    expect((await factsOf('N4')).network.below).toEqual([{ party: 'hongze-office', adapter: 'manual' }]);
    expect((await factsOf('N3')).network.below).toEqual([]);
  });

  test('the nearest wins, role by role; a neighbour’s never', async () => {
    const { network } = await factsOf('N2');
    expect(network.implementers.map((i) => i.party)).toEqual(['county-trading']);
    expect([network.chain.length, network.office]).toEqual([2, 'county-office']);
    const far = (await factsOf('N3')).network;
    expect(far.implementers.map((i) => i.party)).toEqual(['far-trading']);
    expect([far.chain, far.sources, far.office]).toEqual([
      [],
      { own: { party: 'nation-list', adapter: 'manual' } },
      'nation-office',
    ]);
  });
});

describe('the subject', () => {
  const second = (id: string, subject: string, more: string): Promise<unknown> =>
    db.owner.query(
      `insert into record (id, subject_id, document_number, kind, title, authority, region, decision_date, severity, list, status)
       select $1, $2, $1, '示例', '示例', $3, '320800', '2026-05-01', ${more}`,
      [id, subject, AUTHORITY],
    );

  test('a person or an organisation, a public body or not known to be one', async () => {
    await addRecord(db.owner, { id: 'K1', parties: [] });
    expect(await factsOf('K1')).toMatchObject({ subjectKind: 'organisation', publicKind: null, blemished: false });
    await db.owner.query(`update subject set kind = 'person', public_kind = 'publicBody' where id = 'SK1'`);
    expect(await factsOf('K1')).toMatchObject({ subjectKind: 'person', publicKind: 'publicBody' });
  });

  test('blemished by another serious record while it is shown; not by itself, a lesser one or one that is gone', async () => {
    await addRecord(db.owner, { id: 'K2', severity: 'serious', parties: [] });
    expect((await factsOf('K2')).blemished).toBe(false);
    await second('K2-general', 'SK2', `'general', null, 'published'`);
    await second('K2-gone', 'SK2', `'serious', null, 'repaired'`);
    expect((await factsOf('K2')).blemished).toBe(false);
    await second('K2-serious', 'SK2', `'serious', null, 'awaitingSector'`);
    expect((await factsOf('K2')).blemished).toBe(true);
    // It is looked at from the other record too.
    expect((await factsOf('K2-general')).blemished).toBe(true);
  });

  test('the duty finds the entries of the red list whose subject has fallen, and no others', async () => {
    const at = '2026-11-20T01:00:00.000Z';
    await addRecord(db.owner, { id: 'K3', severity: 'general', parties: [] });
    await addRecord(db.owner, { id: 'K4', severity: 'general', parties: [] });
    for (const n of [3, 4]) {
      await second(`RED${n}`, `SK${n}`, `null, '${RED_LIST.name}', 'published'`);
      await db.owner.query(
        `insert into case_file (id, process, record_id, subject_id, region, department, stage, version, head, state, opened_at, moved_at)
         values ($1, 'record', $2, $3, '320800', $4, 'published', 1, '', '{}', $5, $5)`,
        [`J${n}`, `RED${n}`, `SK${n}`, AUTHORITY, at],
      );
    }
    await second('K3-serious', 'SK3', `'serious', null, 'published'`);
    expect(await blemishedEntries(db.pool, at, 10)).toMatchObject([
      {
        start: { process: 'record', recordId: 'RED3' },
        act: { name: 'blemished', caseId: 'J3', actor: { role: 'system' }, effectiveAt: at },
      },
    ]);
    await db.owner.query(`update record set status = 'ended' where id = 'RED3'`);
    expect(await blemishedEntries(db.pool, at, 10)).toEqual([]);
  });
});
