/** A small made-up world for tests: two authorities, their parties, records of invented companies, and acts. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ActMessage } from '../../contract/messages.js';
import { canonical } from '../../domain/file/canonical.js';
import type { Actor, Effect, Role, Severity } from '../../domain/file/case.js';
import { usccCheckDigit } from '../../domain/record/subject.js';

export const REGION = '320800';
export const AUTHORITY = 'huaian-sthj';
export const SITE = 'credit-china';

export interface SceneParty {
  readonly id: string;
  readonly adapter: 'http' | 'manual';
  readonly effects: readonly Effect[];
  readonly url?: string;
}

export const PARTIES: readonly SceneParty[] = [
  { id: SITE, adapter: 'http', effects: ['endPublicity', 'stopSharing'], url: 'http://127.0.0.1:9/' },
  { id: 'credit-huaian', adapter: 'http', effects: ['endPublicity'], url: 'http://127.0.0.1:9/' },
  { id: 'huaian-kjj', adapter: 'manual', effects: ['liftMeasures'] },
];

/** Regions, authorities and parties. */
export async function furnish(owner: pg.Pool, parties: readonly SceneParty[] = PARTIES): Promise<void> {
  await owner.query(`insert into region (code, name) values ('000000', '全国'), ('320800', '淮安市'), ('130100', '石家庄市')
    on conflict do nothing`);
  await owner.query(
    `insert into department (id, name, region, document_code, email) values
       ('huaian-sthj', '淮安市生态环境局', '320800', '淮环', 'sthj@huaian.example'),
       ('sjz-sthj', '石家庄市生态环境局', '130100', '石环', 'sthj@sjz.example') on conflict do nothing`,
  );
  for (const p of parties) {
    await owner.query(
      'insert into party (id, name, region, adapter, url) values ($1, $1, $2, $3, $4) on conflict (id) do nothing',
      [p.id, REGION, p.adapter, p.adapter === 'http' ? (p.url ?? 'http://127.0.0.1:9/') : null],
    );
  }
}

export interface SceneRecord {
  readonly id: string;
  readonly authority?: string;
  readonly region?: string;
  readonly severity?: Severity | null;
  readonly decisionDate?: string;
  readonly fulfilled?: boolean | null;
  readonly parties?: readonly SceneParty[];
}

/** A published record of an invented company. */
export async function addRecord(owner: pg.Pool, r: SceneRecord): Promise<void> {
  const digits = createHash('sha256')
    .update(r.id)
    .digest('hex')
    .replace(/[^0-9]/g, '')
    .padEnd(9, '0')
    .slice(0, 9);
  const body = `91320800${digits}`;
  await owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ($1, 'organisation', 'uscc', $2, $3)`,
    [`S${r.id}`, `${body}${usccCheckDigit(body) ?? ''}`, `示例公司${r.id}`],
  );
  await owner.query(
    `insert into record (id, subject_id, document_number, kind, title, authority, region, decision_date, published_on, severity,
       severity_basis, fulfilled) values ($1, $2, $3, '行政处罚', '超标排放', $4, $5, $6, $6, $7, 'column', $8)`,
    [
      r.id,
      `S${r.id}`,
      `示例罚〔2026〕${r.id}号`,
      r.authority ?? AUTHORITY,
      r.region ?? REGION,
      r.decisionDate ?? '2026-04-15',
      r.severity === undefined ? 'general' : r.severity,
      r.fulfilled ?? null,
    ],
  );
  for (const p of r.parties ?? PARTIES) {
    await owner.query('insert into record_party (record_id, party, effects) values ($1, $2, $3)', [
      r.id,
      p.id,
      p.effects,
    ]);
  }
}

export const actor = (
  id: string,
  role: Role,
  department: string | null = null,
  party: string | null = null,
): Actor => ({
  id,
  role,
  department,
  party,
});
export const HANDLER = actor('handler', 'handler', AUTHORITY);
export const REVIEWER = actor('reviewer', 'reviewer', AUTHORITY);
export const AGENT = actor('agent', 'enterpriseAgent');

let counter = 0;

/** An act as the API would send it. */
export function act(
  name: string,
  by: Actor,
  payload: object,
  more: Partial<ActMessage> & { readonly at: string },
): ActMessage {
  counter += 1;
  const { at, ...rest } = more;
  return {
    id: `test-${name}-${counter}`,
    name,
    caseId: null,
    actor: by,
    basedOn: null,
    effectiveAt: at,
    receivedAt: at,
    requestHash: createHash('sha256').update(canonical({ name, payload })).digest('hex'),
    payload,
    ...rest,
  };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What an enterprise hands in. */
export const application = (record: string, receivedOn: string, electronicService = true): object => ({
  applicationId: `A-${record}-${receivedOn}`,
  receivedOn,
  electronicService,
  documents: [
    { kind: 'fulfilment', name: '缴款凭证.pdf', sha256: hash('a') },
    { kind: 'commitment', name: '信用修复承诺书.pdf', sha256: hash('b') },
    { kind: 'authorisation', name: '授权委托书.pdf', sha256: hash('c') },
  ],
  application: {
    channel: 'credit-china',
    channelNumber: `XYZG-${record}-${receivedOn}`,
    agent: { name: '张示例', phone: '13800000000', email: 'agent@company.example' },
  },
});
