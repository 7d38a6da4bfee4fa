/**
 * The matrix of authorisation: every route is asked by every role about real files of two regions, several departments and
 * two subjects, each of which is the caller's own in one way only. A cell says by what the role reached what it reached.
 */
import { AGENCY_PATHS } from '../../contract/acts-agencies.js';
import { OPENING_PATHS, OPENINGS, type OpeningPath } from '../../contract/openings.js';
import { ACT_NAMES, ACTS, type ActName } from '../../contract/acts.js';
import type { Process } from '../../domain/file/case.js';
import { residentCheckDigit, usccCheckDigit } from '../../domain/record/subject.js';
import type { PersonRole } from '../../api/auth.js';
import { applicationIdOf } from '../../api/idempotency.js';
import { fitting } from '../support/bodies.js';
import { postfix } from '../support/bounces.js';
import { actor, SITE } from '../support/scene.js';
import { openingBodies } from './opening-bodies.js';
import { addRecord, applicationFor, as, keyed, NOW, upload, type Sent, type World } from './support.js';

/** What of a file is the caller's own. A department lies in its region, so a file of the one is of the other too. */
export const THINGS = ['own', 'region', 'department', 'subject', 'party', 'foreign'] as const;
export type Thing = (typeof THINGS)[number];

const PLACES: Readonly<Record<Thing, { region: string; authority: string; subject: string; party: string }>> = {
  own: { region: '320800', authority: 'huaian-sthj', subject: 'mine', party: SITE },
  region: { region: '320800', authority: 'huaian-scjg', subject: 'one', party: 'other-site' },
  department: { region: '320800', authority: 'huaian-sthj', subject: 'two', party: 'other-site' },
  subject: { region: '130100', authority: 'sjz-sthj', subject: 'mine', party: 'other-site' },
  party: { region: '130100', authority: 'sjz-scjg', subject: 'three', party: SITE },
  foreign: { region: '130100', authority: 'sjz-kjj', subject: 'four', party: 'other-site' },
};

/** All claims at once: which of them counts is the role's. */
const CLAIMS = { region: '320800', department: 'huaian-sthj', party: SITE };

/** Each file of a thing: a record and a case of every process. */
interface Files {
  readonly uscc: string;
  readonly cases: ReadonlyMap<Process, string>;
  readonly instruction: string;
  readonly notice: string;
  readonly mailKey: string;
}

export interface Matrix {
  readonly world: World;
  readonly files: Readonly<Record<Thing, Files>>;
  claims(role: PersonRole): object;
  as(role: PersonRole, request: Request): Promise<Sent>;
  /** Whose id or record this text names. */
  named(text: string): Thing[];
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
  /** A sheet to upload, as CSV. */
  readonly file?: string;
  /** A mail that came back, raw. */
  readonly mail?: string;
}

/** What `applicationFor` names, known as uploaded. */
const PAPER = 'a'.repeat(64);

const RECORDS = ['repair', 'listed', 'left'] as const;
const recordOf = (thing: Thing, kind: (typeof RECORDS)[number]): string => `M-${thing}-${kind}`;

export async function createMatrix(world: World): Promise<Matrix> {
  const { owner } = world.database;
  await owner.query(`insert into department (id, name, region, document_code) values
      ('huaian-scjg', '淮安市市场监督管理局', '320800', '淮市监'), ('sjz-scjg', '石家庄市市场监督管理局', '130100', '石市监'),
      ('sjz-kjj', '石家庄市科学技术局', '130100', '石科');
    insert into party (id, name, region, adapter) values ('other-site', '另一网站', '130100', 'manual');
    insert into upload values ('${PAPER}', 1, 'application/pdf', 'matrix', '${NOW}')`);
  const files = {} as Record<Thing, Files>;
  for (const thing of THINGS) files[thing] = await file(world, thing);
  const claims = (role: PersonRole): object => ({
    ...CLAIMS,
    ...{ sub: `matrix-${role}`, roles: [role], uscc: files.own.uscc },
  });
  await proposals(world);
  await officials(world);
  const names = await namesOf(world, files);
  let keys = 0;
  return {
    ...{ world, files, claims },
    as: (role, request) => ask(world, claims(role), request, `matrix-key-${(keys += 1)}`),
    named: (text) => THINGS.filter((thing) => names[thing].some((name) => text.includes(`"${name}"`))),
  };
}

function ask(world: World, who: object, { method, url, body, file, mail }: Request, key: string): Promise<Sent> {
  if (mail !== undefined) return sendMail(world, who, url, mail);
  return file === undefined
    ? as(world, who, method, url, body, method === 'GET' ? undefined : key)
    : upload(world, who, key, file);
}

async function sendMail(world: World, who: object, url: string, payload: string): Promise<Sent> {
  const headers = { authorization: `Bearer ${await world.token(who)}`, 'content-type': 'message/rfc822' };
  const answer = await world.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

/** Records, and a case of every process on them, each opened as people and the system open them. */
async function file(world: World, thing: Thing): Promise<Files> {
  const { owner } = world.database;
  const { region, authority, subject, party } = PLACES[thing];
  const parties = [{ id: party, adapter: 'manual', effects: ['endPublicity'] }] as const;
  const body = `91320800MA0MTX${subject
    .padEnd(3, '0')
    .slice(0, 3)
    .toUpperCase()
    .replace(/[IOSVZ]/g, '7')}`;
  const uscc = `${body}${usccCheckDigit(body) ?? ''}`;
  await owner.query(
    `insert into subject (id, kind, code_kind, code, name) values ($1, 'organisation', 'uscc', $2, $1) on conflict do nothing`,
    [`matrix-${subject}`, uscc],
  );
  for (const kind of RECORDS) {
    const id = recordOf(thing, kind);
    await addRecord(owner, { id, region, authority, parties });
    await owner.query('update record set subject_id = $2, list = $3, status = $4 where id = $1', [
      ...[id, `matrix-${subject}`],
      ...[kind === 'repair' ? null : '生态环境领域严重失信主体名单', kind === 'left' ? 'removed' : 'published'],
    ]);
  }
  await applicants(world, thing);
  const handler = { sub: `matrix-opener-${thing}`, roles: ['handler', 'windowClerk'], region, department: authority };
  const said = openingBodies(uscc, { listed: recordOf(thing, 'listed'), left: recordOf(thing, 'left') });
  const cases = new Map<Process, string>();
  const open = async (process: Process, url: string, what: object): Promise<void> => {
    const { status, body: answer } = await as(world, handler, 'POST', url, what, `matrix-open-${thing}-${url}`);
    if (status !== 201) throw new Error(`${thing} ${url}: ${status} ${JSON.stringify(answer)}`);
    cases.set(process, String(answer['caseId']));
  };
  await open('repair', '/repairs', { ...applicationFor(recordOf(thing, 'repair')), channelNumber: `W-${thing}` });
  for (const path of ['/listings', '/rectifications', '/exits', '/objections'] as const)
    await open(OPENINGS[path].process, path, said[path]);
  const start = { process: 'record', recordId: recordOf(thing, 'repair'), region, department: authority } as const;
  const begun = await world.cases.act(start, {
    ...{ id: `publish-${thing}`, name: 'publish', caseId: null, actor: actor('system', 'system'), basedOn: null },
    ...{ effectiveAt: NOW, receivedAt: NOW, requestHash: 'begin', payload: {} },
  });
  if (begun.kind === 'committed') cases.set('record', begun.answer.caseId);
  const accepted = { url: `/cases/${cases.get('repair') ?? ''}/acts/accept`, body: { version: 1 } };
  await as(world, handler, 'POST', accepted.url, accepted.body, `matrix-accept-${thing}`);
  const first = async (table: string, process: Process, column = 'id'): Promise<string> => {
    const sql = `select ${column} as id from ${table} where case_id = $1`;
    const { rows } = await owner.query<{ id: string }>(sql, [cases.get(process)]);
    return rows[0]?.id ?? `no ${table} of ${thing}`;
  };
  const found = {
    instruction: await first('instruction', 'objection'),
    notice: await first('notice', 'repair'),
    mailKey: await first('notice', 'repair', 'mail_key'),
  };
  await agency(world, thing, cases.get('objection') ?? '');
  return { uscc, cases, ...found };
}

const agencyOf = (thing: Thing): string => `agency-${thing}`;

/** A third party of the thing's place, with something of the thing to do. */
async function agency({ database: { owner } }: World, thing: Thing, caseId: string): Promise<void> {
  const { region } = PLACES[thing];
  await owner.query(`insert into party (id, name, region, adapter) values ($1, $1, $2, 'manual')`, [
    agencyOf(thing),
    region,
  ]);
  await owner.query(`insert into party_role (region, party, role) values ($1, $2, 'agency')`, [
    region,
    agencyOf(thing),
  ]);
  await owner.query(
    `insert into instruction (id, case_id, record_id, party, adapter, effect, state, issued_at, moved_at, region, department)
     select $1, id, record_id, $1, 'manual', 'share', 'accepted', opened_at, opened_at, region, department
       from case_file where id = $2`,
    [agencyOf(thing), caseId],
  );
}

/** Whom only a counter asks about: an organisation and a person of each thing's own, with a record each. */
function applicantOf(thing: Thing): { readonly uscc: string; readonly idNumber: string } {
  const n = `${THINGS.indexOf(thing) + 1}`.padStart(3, '0');
  const [body, person] = [`91320800MA0MTY${n}`, `99010119900101${n}`];
  return { uscc: `${body}${usccCheckDigit(body) ?? ''}`, idNumber: `${person}${residentCheckDigit(person) ?? ''}` };
}

async function applicants({ database: { owner } }: World, thing: Thing): Promise<void> {
  const { region, authority, party } = PLACES[thing];
  const { uscc, idNumber } = applicantOf(thing);
  const subjects = [
    ['organisation', 'uscc', uscc],
    ['person', 'personKey', keyed.person(idNumber).code],
  ] as const;
  for (const [kind, codeKind, code] of subjects) {
    const id = `M-${thing}-${kind}`;
    const parties = [{ id: party, adapter: 'manual', effects: ['endPublicity'] }] as const;
    await addRecord(owner, { id, region, authority, parties });
    await owner.query('update subject set kind = $2, code_kind = $3, code = $4 where id = $1', [
      ...[`S${id}`, kind, codeKind, code],
    ]);
  }
}

const officialOf = (thing: Thing): string => `official-${thing}`;

/** Somebody of each thing's department. */
async function officials({ database: { owner } }: World): Promise<void> {
  for (const thing of THINGS)
    await owner.query(`insert into official (id, name, department, roles) values ($1, '示例', $2, '{handler}')`, [
      officialOf(thing),
      PLACES[thing].authority,
    ]);
}

const PARAMETER = { kind: 'parameter', parameter: 'acceptance', number: 3, unit: 'workday', citation: '示例' } as const;

/** A change of the law for the region of each thing. */
async function proposals({ database: { owner } }: World): Promise<void> {
  for (const thing of THINGS) {
    const { region } = PLACES[thing];
    await owner.query(
      `insert into law_proposal (id, request_hash, kind, region, content, citation, proposed_by, proposed_at)
       values ($1, 'h', 'parameter', $2, $3, '示例', 'somebody', $4)`,
      [`matrix-${thing}`, region, { ...PARAMETER, region }, NOW],
    );
  }
}

const sheetOf = (thing: Thing, uscc: string): string =>
  `行政相对人名称,统一社会信用代码,行政处罚决定书文号,违法事实,处罚类别,处罚决定日期,处罚机关,罚款金额(万元)
示例公司,${uscc},矩阵罚〔2026〕${THINGS.indexOf(thing)}号,超标排放污染物,罚款,2026-03-02,${PLACES[thing].authority},1`;

async function namesOf({ database }: World, files: Matrix['files']): Promise<Record<Thing, string[]>> {
  const names = {} as Record<Thing, string[]>;
  for (const thing of THINGS) {
    const cases = [...files[thing].cases.values()];
    const { rows } = await database.pool.query<{ record: string }>(
      'select record_id as record from case_file where id = any ($1::text[])',
      [cases],
    );
    names[thing] = [...cases, ...rows.map((r) => r.record)];
  }
  return names;
}

/** How a route is asked about each thing, and how one sees what it reached. */
export type Row =
  /** About one thing at a time: reached when the answer is not that there is none. */
  | {
      readonly kind: 'one';
      readonly asks: (thing: Thing, files: Files) => readonly Request[];
      readonly isReached?: (answer: Sent) => boolean;
    }
  /** All at once: reached is what the answers name. */
  | { readonly kind: 'many'; readonly ask: Request; readonly reached?: (answer: Sent, m: Matrix) => readonly Thing[] }
  /** Makes something new, at the caller's own department. */
  | { readonly kind: 'new'; readonly ask: (files: Files) => Request }
  /** Holds nothing of any file. */
  | { readonly kind: 'free'; readonly ask: Request; readonly isReached?: (answer: Sent) => boolean };

const get = (url: string): Request => ({ method: 'GET', url });
const list = (url: string): Row => ({ kind: 'many', ask: get(`${url}?limit=200`) });
const post = (url: string, body: object): Request => ({ method: 'POST', url, body });
const someCase = (files: Files): string => files.cases.get('objection') ?? '';

const isKnown = ({ status, body }: Sent): boolean => status === 200 && body['known'] === true;

/** Each route that is no opening and no act. A new route needs a row here. */
const ROWS: Readonly<Record<string, Row>> = {
  'GET /records': list('/records'),
  'GET /cases': list('/cases'),
  'GET /terms': list('/terms'),
  'GET /instructions': list('/instructions'),
  'GET /cases/:id': { kind: 'one', asks: (_, files) => [get(`/cases/${someCase(files)}`)] },
  'GET /cases/:id/journal': { kind: 'one', asks: (_, files) => [get(`/cases/${someCase(files)}/journal`)] },
  'GET /cases/:id/papers': { kind: 'one', asks: (_, files) => [get(`/cases/${someCase(files)}/papers`)] },
  'GET /cases/:id/papers/:sha256': {
    kind: 'one',
    asks: (_, { cases }) => [get(`/cases/${cases.get('repair') ?? ''}/papers/${PAPER}`)],
    // Who gets so far reads it where the store has it.
    isReached: ({ body }) => body['code'] === 'STORE_AWAY',
  },
  'POST /uploads': { kind: 'free', ask: post('/uploads', {}), isReached: ({ status }) => status === 415 },
  'GET /notices/:id': { kind: 'one', asks: (_, { notice }) => [get(`/notices/${notice}`)] },
  'GET /notices/:id/html': { kind: 'one', asks: (_, { notice }) => [get(`/notices/${notice}/html`)] },
  'GET /notices/:id/pdf': { kind: 'one', asks: (_, { notice }) => [get(`/notices/${notice}/pdf`)] },
  'GET /repairs/preview': {
    kind: 'one',
    asks: (thing) => [get(`/repairs/preview?record=${recordOf(thing, 'repair')}`)],
  },
  'GET /applications/:id': {
    kind: 'one',
    asks: (thing) => [get(`/applications/${applicationIdOf('window', `W-${thing}`, PLACES[thing].region)}`)],
  },
  'GET /board': { kind: 'many', ask: get('/board?asOf=2026-08-20T02:00:00Z'), reached: countedAt },
  'POST /repairs': {
    kind: 'one',
    asks: (thing) => [
      post('/repairs', applicationFor(recordOf(thing, 'repair'), { channel: SITE, channelNumber: `X-${thing}` })),
    ],
  },
  'POST /instructions/:id/feedback': {
    kind: 'one',
    asks: (thing, { instruction }) => [
      post(`/instructions/${instruction}/feedback`, { reportId: `R-${thing}`, outcome: 'done', detail: '已办' }),
    ],
  },
  'POST /mail/bounces': {
    kind: 'one',
    asks: (_, { mailKey }) => [{ method: 'POST', url: '/mail/bounces', mail: postfix({ key: mailKey }) }],
  },
  'POST /records/import': {
    kind: 'one',
    asks: (thing, { uscc }) => [{ method: 'POST', url: '/records/import', file: sheetOf(thing, uscc) }],
    isReached: ({ body }) => (body['counts'] as { refused: number } | undefined)?.refused === 0,
  },
  'GET /parties': {
    kind: 'many',
    ask: get('/parties?limit=200'),
    reached: ({ body }) => THINGS.filter((thing) => JSON.stringify(body).includes(`"${agencyOf(thing)}"`)),
  },
  ...Object.fromEntries(
    AGENCY_PATHS.map(([act, path]): [string, Row] => [
      `POST ${path}`,
      {
        kind: 'one',
        asks: (thing) => [post(`/parties/${agencyOf(thing)}/supervision/${act}`, { reasons: '超期' })],
      },
    ]),
  ),
  'GET /screening': {
    kind: 'one',
    asks: (thing) => [get(`/screening?uscc=${applicantOf(thing).uscc}&matter=honours`)],
    isReached: isKnown,
  },
  'POST /screening': {
    kind: 'one',
    asks: (thing) => [post('/screening', { idNumber: applicantOf(thing).idNumber, matter: 'honours' })],
    isReached: isKnown,
  },
  'GET /readings': list('/readings'),
  'POST /codec/decode': { kind: 'free', ask: post('/codec/decode', { payloads: [] }) },
  'GET /law/rules': { kind: 'free', ask: get('/law/rules') },
  'POST /law/derive': { kind: 'free', ask: post('/law/derive', { number: 5, unit: 'workday', start: '2026-08-20' }) },
  'POST /law/what-if': {
    kind: 'one',
    asks: (thing) => [post('/law/what-if', { record: recordOf(thing, 'repair') })],
  },
  'GET /law/standards': { kind: 'free', ask: get('/law/standards') },
  'GET /law/calendar': { kind: 'free', ask: get('/law/calendar') },
  'GET /law/proposals': { kind: 'many', ask: get('/law/proposals?limit=200'), reached: proposedFor },
  'POST /law/proposals': {
    kind: 'one',
    asks: (thing) => [post('/law/proposals', { ...PARAMETER, region: PLACES[thing].region })],
  },
  'POST /law/proposals/:id/decision': {
    kind: 'one',
    asks: (thing) => [post(`/law/proposals/matrix-${thing}/decision`, { approve: false, reasons: '示例' })],
  },
  'GET /people': {
    kind: 'many',
    ask: get('/people?limit=200'),
    reached: ({ body }) => THINGS.filter((thing) => JSON.stringify(body).includes(`"${officialOf(thing)}"`)),
  },
  'POST /people/:id/absences': {
    kind: 'one',
    asks: (thing) => [
      post(`/people/${officialOf(thing)}/absences`, { ground: 'left', from: '2026-08-20', reasons: '调离' }),
    ],
  },
  'POST /people/:id/return': {
    kind: 'one',
    asks: (thing) => [post(`/people/${officialOf(thing)}/return`, { on: '2026-08-20' })],
  },
  'POST /people/:id/handovers': {
    kind: 'one',
    asks: (thing) => [
      post(`/people/${officialOf(thing)}/handovers`, {
        ...{ to: 'nobody', ground: 'left', since: '2026-08-20', reasons: '调离' },
      }),
    ],
  },
  'POST /people/:id/account': {
    kind: 'one',
    asks: (thing) => [post(`/people/${officialOf(thing)}/account`, { closed: false, reasons: '示例' })],
  },
  'GET /me': { kind: 'free', ask: get('/me') },
  'POST /me/logout': { kind: 'free', ask: post('/me/logout', {}) },
};

/** Places that a change of the law is proposed for, as the things that lie there. */
function proposedFor({ body }: Sent): readonly Thing[] {
  const ids = (body['items'] as { id: string }[]).map((p) => p.id);
  return THINGS.filter((thing) => ids.includes(`matrix-${thing}`));
}

/** The row of a route: openings and acts have theirs by what they are. */
export function rowOf(route: string): Row | undefined {
  const opening = OPENING_PATHS.find((path) => route === `POST ${path}`);
  if (opening !== undefined) return openingRow(opening);
  const act = ACT_NAMES.find((name) => route === `POST /cases/:id/acts/${name}`);
  return act === undefined ? ROWS[route] : actRow(act);
}

function openingRow(path: OpeningPath): Row {
  const said = (thing: Thing, uscc: string): object =>
    openingBodies(uscc, { listed: recordOf(thing, 'listed'), left: recordOf(thing, 'left') })[path];
  return OPENINGS[path].about === 'record'
    ? { kind: 'one', asks: (thing, { uscc }) => [post(path, said(thing, uscc))] }
    : { kind: 'new', ask: ({ uscc }) => post(path, said('own', uscc)) };
}

/** On a case of each process that has the act; of a version that no case has, so that nothing moves. */
function actRow(act: ActName): Row {
  const body = { ...fitting(ACTS[act].payload), version: 9999 };
  return {
    kind: 'one',
    asks: (_, { cases }) =>
      ACTS[act].process.map((process) => post(`/cases/${cases.get(process) ?? ''}/acts/${act}`, body)),
  };
}

/** Departments that are counted, as the things that are theirs. */
function countedAt({ body }: Sent): readonly Thing[] {
  const counted = (body['departments'] as { department: string }[]).map((d) => d.department);
  return THINGS.filter((thing) => counted.includes(PLACES[thing].authority));
}

/** What a cell of the matrix says. */
const REACHES: readonly (readonly [string, readonly Thing[]])[] = [
  ['region', ['own', 'region', 'department']],
  ['department', ['own', 'department']],
  ['subject', ['own', 'subject']],
  ['party', ['own', 'party']],
  ['region, party', ['own', 'region', 'department', 'party']],
  ['nothing', []],
];

/** By what this role reaches what it reaches on this route: `—` when it does not come through the door. */
export async function cellOf(m: Matrix, row: Row, role: PersonRole): Promise<string> {
  switch (row.kind) {
    case 'free': {
      const answer = await m.as(role, row.ask);
      return (row.isReached?.(answer) ?? answer.status === 200) ? 'all' : '—';
    }
    case 'new': {
      const { status, body } = await m.as(role, row.ask(m.files.own));
      return status === 201 ? await placeOf(m, String(body['caseId'])) : '—';
    }
    case 'many': {
      const answer = await m.as(role, row.ask);
      if (answer.status === 403) return '—';
      return named(row.reached?.(answer, m) ?? m.named(JSON.stringify(answer.body)));
    }
    case 'one':
      return one(m, row, role);
  }
}

async function one(m: Matrix, row: Row & { kind: 'one' }, role: PersonRole): Promise<string> {
  const reached: Thing[] = [];
  for (const thing of THINGS) {
    const answers: Sent[] = [];
    for (const request of row.asks(thing, m.files[thing])) answers.push(await m.as(role, request));
    if (answers.every((a) => a.status === 403)) return '—';
    const found = answers.map((a) => row.isReached?.(a) ?? (a.status !== 404 && a.status !== 403));
    if (new Set(found).size > 1) return `not alike in every process: ${thing}`;
    if (found[0] === true) reached.push(thing);
  }
  return named(reached);
}

const named = (reached: readonly Thing[]): string =>
  REACHES.find(([, things]) => things.join() === reached.join())?.[0] ?? reached.join('+');

async function placeOf({ world }: Matrix, caseId: string): Promise<string> {
  const { rows } = await world.database.pool.query<{ department: string; region: string }>(
    'select department, region from case_file where id = $1',
    [caseId],
  );
  const { department, region } = rows[0] ?? {};
  return department === CLAIMS.department && region === CLAIMS.region ? 'own new' : 'elsewhere';
}
