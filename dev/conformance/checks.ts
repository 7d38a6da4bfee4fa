/** What the contract asks of a department's system (docs/department-api.md), each as one check that can fail. */
import type { Answer, Probe } from './probe.js';
import type { InstructionMessage } from '../../contract/acts-department.js';

/** null: kept. A text: what was seen instead. */
type Verdict = string | null;

export interface Check {
  readonly name: string;
  /** What is asked, in a few words. */
  readonly asks: string;
  readonly run: (probe: Probe) => Promise<Verdict>;
}

const MINUTE_MS = 60_000;
const REPETITIONS = 3;

const isTaken = ({ status, receipt }: Answer): boolean => status === 202 || (status === 200 && receipt !== null);
const first = (...verdicts: readonly Verdict[]): Verdict => verdicts.find((v) => v !== null) ?? null;
const expects = (what: string, status: number, answer: Answer): Verdict =>
  answer.status === status ? null : `${what}: ${said(answer)}, expected ${status}`;
const said = ({ status, receipt }: Answer): string =>
  status === 0 ? 'no answer' : status === 200 && receipt === null ? '200 without a receipt' : String(status);

/** Why there is no receipt: a report that goes elsewhere is the commonest cause, and not seen from the system's side. */
const unproved = (probe: Probe, answer: Answer): string =>
  answer.status === 202 ? `202, and no report came to ${probe.base}` : `${said(answer)}, and no receipt`;

async function signature(probe: Probe): Promise<Verdict> {
  const word = probe.word();
  const other = JSON.stringify({ ...word, effect: 'withdraw' });
  return first(
    expects('unsigned', 401, await probe.send(word, { unsigned: true })),
    expects('signed with another key', 401, await probe.send(word, { key: 'another key, which is not agreed upon' })),
    expects('another body', 401, await probe.send(word, { signedBody: other })),
    expects('another path', 401, await probe.send(word, { signedPath: '/elsewhere' })),
  );
}

async function timestamp(probe: Probe): Promise<Verdict> {
  return first(
    expects('signed 6 minutes ago', 401, await probe.send(probe.word(), { signedAtMs: Date.now() - 6 * MINUTE_MS })),
    expects('signed 6 minutes ahead', 401, await probe.send(probe.word(), { signedAtMs: Date.now() + 6 * MINUTE_MS })),
  );
}

async function replay(probe: Probe): Promise<Verdict> {
  const word = probe.word();
  const body = JSON.stringify(word);
  const headers = probe.headers(body);
  const honest = await probe.post(word.instructionId, body, headers);
  if (!isTaken(honest)) return `the message itself: ${said(honest)}`;
  return expects('the same message caught and sent again', 425, await probe.post(word.instructionId, body, headers));
}

async function done(probe: Probe): Promise<Verdict> {
  const answer = await probe.send(probe.word());
  return isTaken(answer) ? null : `${said(answer)}, expected 200 with a receipt, or 202`;
}

async function once(probe: Probe): Promise<Verdict> {
  const word = probe.word();
  const receipts = new Set<string>();
  for (let n = 0; n < REPETITIONS; n += 1) {
    const answer = await probe.send(word);
    const receipt = await probe.receiptOf(word, answer);
    if (receipt === null) return `repetition ${n + 1}: ${unproved(probe, answer)}`;
    receipts.add(receipt);
  }
  const another = probe.word();
  const theirs = await probe.receiptOf(another, await probe.send(another));
  if (theirs !== null && receipts.has(theirs)) return 'two instructions have the same receipt';
  return receipts.size === 1 ? null : `${receipts.size} receipts for one instruction`;
}

async function conflict(probe: Probe): Promise<Verdict> {
  const word = probe.word({ effect: 'suspendMeasure', measureId: 'm1', content: { measure: 'procurementBan' } });
  const opened = await probe.send(word);
  if (!isTaken(opened)) return `the first message: ${said(opened)}`;
  const others: readonly (readonly [string, Partial<InstructionMessage>])[] = [
    ['another effect', { effect: 'resumeMeasure' }],
    ['another measure', { measureId: 'm2' }],
    ['another content', { content: { measure: 'biddingLimit' } }],
    ['another record', { record: { ...word.record, id: 'another' } }],
    ['another subject', { subject: { ...word.subject, code: '91320800MA0DEM0225' } }],
  ];
  const verdicts: Verdict[] = [];
  for (const [what, other] of others) verdicts.push(expects(what, 409, await probe.send({ ...word, ...other })));
  const redated = await probe.send({ ...word, dueBy: '2026-12-31' });
  return first(...verdicts, isTaken(redated) ? null : `another dueBy is no other content: ${said(redated)}`);
}

/** Sent in the other order than they were issued: of two words about one thing the one issued later counts. */
async function later(probe: Probe): Promise<Verdict> {
  const measure = { measureId: 'm1', content: { measure: 'procurementBan' } };
  const { record } = probe.word();
  const words = [
    probe.word({ ...measure, record, effect: 'applyMeasure' }),
    probe.word({ ...measure, record, effect: 'suspendMeasure' }),
    probe.word({ ...measure, record, effect: 'resumeMeasure' }),
    probe.word({ record, effect: 'publish' }),
    probe.word({ record, effect: 'withdraw' }),
  ];
  for (const n of [0, 2, 1, 4, 3]) {
    const word = words[n] ?? probe.word();
    const answer = await probe.send(word);
    const receipt = await probe.receiptOf(word, answer);
    if (receipt === null) return `${word.effect}: ${unproved(probe, answer)}`;
  }
  return standsAsSaidLast(await probe.records(), record.id);
}

function standsAsSaidLast(records: readonly Record<string, unknown>[] | null, id: string): Verdict {
  if (records === null) return null;
  const record = records.find((r) => r['recordId'] === id);
  if (record === undefined) return 'GET /records does not show the record';
  const measures = Object(record['measures']) as Record<string, { standing?: string } | undefined>;
  const standing = measures['m1']?.standing;
  if (standing !== 'inForce') return `a suspension that came after the later resumption suspended again (${standing})`;
  return record['shown'] === false ? null : 'a publication that came after the later withdrawal shows it again';
}

async function inTime(probe: Probe): Promise<Verdict> {
  const answers: Answer[] = [];
  for (let n = 0; n < REPETITIONS; n += 1) answers.push(await probe.send(probe.word()));
  if (answers.some((a) => a.status === 0)) return 'no answer';
  const slowest = Math.max(...answers.map((a) => a.tookMs));
  return slowest <= probe.answerMs ? null : `answered after ${slowest} ms, expected ${probe.answerMs}`;
}

async function tolerant(probe: Probe): Promise<Verdict> {
  const word = { ...probe.word(), aFieldOfTomorrow: '新字段' };
  const newer = await probe.send(word);
  const broken = await probe.post('conf-broken', '{"', probe.headers('{"'));
  const unknown = await probe.send(Object.assign(probe.word(), { effect: 'noSuchEffect' }));
  const isRefused = ({ status }: Answer): boolean => status >= 400 && status < 500;
  return first(
    isTaken(newer) ? null : `a field it does not know: ${said(newer)}`,
    isRefused(broken) ? null : `a body that is no JSON: ${said(broken)}, expected 4xx`,
    isRefused(unknown) ? null : `an effect that is none: ${said(unknown)}, expected 4xx`,
    unknown.detail === null ? 'a refusal without its reason in `detail`' : null,
  );
}

/** A system that answers everything with 200 promises no reports, and keeps this trivially. */
async function callBack(probe: Probe): Promise<Verdict> {
  const word = probe.word();
  probe.refuseReports(1);
  const answer = await probe.send(word);
  if (answer.status !== 202) {
    probe.refuseReports(0);
    return isTaken(answer) ? null : said(answer);
  }
  const report = await probe.report(word.instructionId);
  if (probe.malformed.length > 0) return `a report that is none: POST ${probe.malformed[0] ?? ''}`;
  if (report === null)
    return `202, and no report came to ${probe.base} that could be taken (the first is answered 503, on purpose)`;
  if (report.outcome === 'done' && report.receipt === null) return 'reported done without a receipt';
  const ids = new Set(probe.reportsOn(word.instructionId).map((r) => r.reportId));
  return ids.size === 1 ? null : 'the same report came with two numbers';
}

export const CHECKS: readonly Check[] = [
  { name: 'done', asks: '200 with a receipt, or 202', run: done },
  { name: 'signature', asks: '401 without it, with another key, body or path', run: signature },
  { name: 'timestamp', asks: '401 beyond 5 minutes, before and after', run: timestamp },
  { name: 'replay', asks: '425 for a message caught and sent again', run: replay },
  { name: 'once', asks: 'the same receipt for each repetition, another for another', run: once },
  { name: 'conflict', asks: '409 when effect, measure, content, record or subject differs', run: conflict },
  { name: 'later', asks: 'of two words the one issued later, whenever it comes', run: later },
  { name: 'in time', asks: 'an answer within 5 s', run: inTime },
  { name: 'tolerant', asks: 'unknown fields ignored; nonsense refused with a reason', run: tolerant },
  { name: 'call-back', asks: 'a promised report comes until it is taken, under one number', run: callBack },
];
