/** Whom the authorities of the made-up world reach, in the register, and records that stand elsewhere than at their sites. */
import type pg from 'pg';
import type { RecordStatus } from '../../domain/file/case.js';
import type { Network, Reachable } from '../../domain/record/record-facts.js';
import { NETWORK } from './random-acts.js';
import { addRecord, REGION, type SceneRecord } from './scene.js';

/** The office, the parties and what each is reached for. */
export async function furnishNetwork(owner: pg.Pool, network: Network = NETWORK): Promise<void> {
  await owner.query(
    `insert into department (id, name, region, document_code, office) values ($1, '信用办', $2, '淮信', true)`,
    [network.office, REGION],
  );
  const roles = [
    ...network.sites.map((p) => ({ ...p, role: 'site', about: [] })),
    ...network.implementers.map((p) => ({ ...p, role: 'implementer', about: p.measures })),
    ...network.chain.map((p) => ({ ...p, role: 'chain', about: [] })),
    ...Object.entries(network.sources).map(([system, p]) => ({ ...p, role: 'source', about: [system] })),
    ...(network.platform === null ? [] : [{ ...network.platform, role: 'platform', about: [] }]),
  ];
  await partiesOf(owner, roles);
  for (const [rank, { party, role, about }] of roles.entries()) {
    const values = [REGION, party, role, rank, about];
    await owner.query('insert into party_role (region, party, role, rank, about) values ($1, $2, $3, $4, $5)', values);
  }
}

export async function partiesOf(owner: pg.Pool, parties: readonly Reachable[]): Promise<void> {
  for (const { party, adapter } of parties) {
    await owner.query(
      'insert into party (id, name, region, adapter, url) values ($1, $1, $2, $3, $4) on conflict (id) do nothing',
      [party, REGION, adapter, adapter === 'http' ? 'http://127.0.0.1:9/' : null],
    );
  }
}

export interface SceneMatter extends SceneRecord {
  readonly status: RecordStatus;
  readonly list: string | null;
}

/** A record of an invented company wherever it stands: found, proposed for a list, shown or gone. */
export async function addMatter(owner: pg.Pool, { status, list, ...record }: SceneMatter): Promise<void> {
  await addRecord(owner, record);
  const values = [record.id, status, list];
  await owner.query('update record set status = $2, list = $3, published_on = null where id = $1', values);
}
