/** Whom the authority of a region reaches, and records of its own: a matter, or an entry of a list that is enforced. */
import type pg from 'pg';
import type { CaseClient } from '../api/case-client.js';
import type { ActMessage, CaseStart } from '../contract/messages.js';
import { clock } from '../contract/clock.js';
import { addDays, dayOf } from '../domain/time/calendar.js';
import { usccCheckDigit } from '../domain/record/subject.js';
import { listByCode } from '../domain/law/lists.js';
import { listingPack } from '../domain/law/packs.js';
import type { EnforcePayload } from '../domain/record/initiate.js';
import type { Matter } from '../register/matter.js';
import { OLD_ENOUGH_DAYS } from './scene.js';
import { act, actor, addRecord } from '../test/support/scene.js';

export const LIST = 'environment';
const listName = listByCode(LIST)?.name ?? '';

/** A county with one authority; it reaches parties of its own, and lies where no agency is passed records on. */
export interface Place {
  readonly region: string;
  readonly authority: string;
}

export interface Reached {
  readonly id: string;
  readonly role: 'site' | 'implementer' | 'chain' | 'source';
  /** Codes of measures, or of source systems. */
  readonly about?: readonly string[];
  readonly url?: string;
}

export async function furnishNetwork(owner: pg.Pool, place: Place, reached: readonly Reached[]): Promise<void> {
  const { region, authority } = place;
  await owner.query('insert into region (code, name) values ($1, $1)', [region]);
  await owner.query('insert into department (id, name, region, document_code) values ($1, $1, $2, $1)', [
    authority,
    region,
  ]);
  for (const [rank, { id, role, about, url }] of reached.entries()) {
    await owner.query(
      `insert into party (id, name, region, adapter, url) values ($1, $1, $2, 'http', $3) on conflict (id) do nothing`,
      [id, region, url ?? 'http://127.0.0.1:9/'],
    );
    await owner.query('insert into party_role (region, party, role, rank, about) values ($1, $2, $3, $4, $5)', [
      ...[region, id, role, rank, about ?? []],
    ]);
  }
}

export const startOf = (process: CaseStart['process'], recordId: string, place: Place, docket = ''): CaseStart => ({
  ...{ process, recordId, docket, region: place.region, department: place.authority },
});

/** What an act that opens a matter says of it. */
export function matterOf(recordId: string, { region, authority }: Place, status: Matter['status']): Matter {
  const body = `91${region}${Buffer.from(recordId).toString('hex').toUpperCase().slice(-9)}`.padEnd(17, '0');
  return {
    status,
    subject: {
      ...{ id: `S${recordId}`, kind: 'organisation', codeKind: 'uscc', name: `示例公司${recordId}` },
      code: `${body}${usccCheckDigit(body) ?? ''}`,
    },
    ...{ kind: '严重失信主体名单', title: '超标排放', list: status === 'proposed' ? listName : null },
    ...{ severity: status === 'proposed' ? 'serious' : null, authority, region, foundOn: dayOf(clock.now()) },
  };
}

/** A penalty that is shown by these parties and may be repaired today. */
export async function addPenalty(owner: pg.Pool, id: string, place: Place, parties: readonly string[]): Promise<void> {
  const decisionDate = addDays(dayOf(clock.now()), -OLD_ENOUGH_DAYS);
  const toTell = parties.map((party) => ({ id: party, adapter: 'http', effects: ['endPublicity'] }) as const);
  await addRecord(owner, { id, ...place, decisionDate, parties: toTell });
}

/** An entry of a list: published, and enforced by these measures at whoever has matters for them. */
export async function addEntry(
  owner: pg.Pool,
  cases: CaseClient,
  id: string,
  place: Place,
  measures: readonly string[],
): Promise<void> {
  const now = clock.now();
  const day = dayOf(now);
  await addRecord(owner, { id, ...place, severity: 'serious', decisionDate: day, parties: [] });
  await owner.query('update record set list = $2 where id = $1', [id, listName]);
  const { publication } = listingPack({ region: place.region, authorityKind: 'general', list: listName, day });
  const payload: EnforcePayload = { measures, months: null, publication, publicationFrom: day };
  const publish = act('publish', actor('system', 'system'), payload, { at: now, id: `${id}-publish` });
  await committed(cases, startOf('record', id, place), publish);
}

/** Sends an act that must be committed; throws with the answer when it is not. */
export async function committed(cases: CaseClient, start: CaseStart, message: ActMessage) {
  const result = await cases.act(start, message);
  if (result.kind !== 'committed') throw new Error(`${message.name} was not committed: ${JSON.stringify(result)}`);
  return result.answer;
}

const OUTSTANDING = `select count(*)::int as n from instruction i join case_file c on c.id = i.case_id
  where c.record_id = $1 and i.state <> 'done'`;

/** How many instructions about the record are not done. */
export async function outstanding(owner: pg.Pool, recordId: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(OUTSTANDING, [recordId]);
  return rows[0]?.n ?? Number.NaN;
}
