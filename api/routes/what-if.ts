/** What if: two versions of the rules on one record, before a rule is changed. Reads and reckons; decides nothing. */
import { z } from 'zod';
import { day } from '../../contract/acts.js';
import { defaultPolicy, oldRecordsOf, type RepairPack } from '../../domain/law/pack.js';
import { OLD_RECORDS } from '../../domain/law/parameters.js';
import { whatIf, type Row, type TermCell, type Version } from '../../domain/law/what-if.js';
import { explain } from '../../domain/time/term.js';
import { unitText } from '../../domain/time/term-text.js';
import { dayOf, instantAt, type Instant } from '../../domain/time/calendar.js';
import { lookAtFile, type RecordFile } from '../../register/file.js';
import { proposedOverride } from '../../register/law-changes.js';
import { knownAt } from '../../register/overrides.js';
import { recordTarget } from '../../register/queries-records.js';
import { proposalScope, scopeOf } from '../authorise.js';
import { identityOf, type Identity } from '../auth.js';
import type { Api, RouteDeps } from '../deps.js';
import { idKey } from '../page.js';
import { problem } from '../problem.js';
import { problems } from '../schemas.js';
import { BASIS_TEXT, FACT_TEXT, REGIME_TEXT, severityText, WHAT_IF_TEXT } from '../texts.js';

const versionBody = z
  .strictObject({
    applicationDate: day.optional().meta({ description: '按何日的规定;默认今天' }),
    oldRecords: z
      .enum(OLD_RECORDS)
      .optional()
      .meta({ description: '认定早于现行规定的信息:公示期按申请时还是认定时的规定;默认按本地区的设置' }),
    proposal: idKey.optional().meta({ description: '一并按这项尚未决定的参数提议(见 GET /law/proposals)' }),
  })
  .meta({ id: 'RuleVersion' });
const whatIfBody = z
  .strictObject({ record: idKey.min(1), a: versionBody.default({}), b: versionBody.default({}) })
  .meta({ id: 'WhatIfRequest' });

const cell = z
  .object({
    text: z.string(),
    article: z.string().nullable(),
    basisText: z.string().nullable(),
    due: z.string().nullable().meta({ description: '公示期自信息的起算日;办理期限自所选日期' }),
    explanation: z.array(z.string()).readonly(),
  })
  .nullable();
const side = z.object({
  applicationDate: z.string(),
  oldRecords: z.string(),
  proposal: z.string().nullable(),
  pack: z.string(),
  regimeText: z.string(),
  publicityRegimeText: z.string(),
  warnings: z.array(z.object({ code: z.string(), text: z.string() })).readonly(),
});
const whatIfSchema = z
  .object({
    record: z.string(),
    severityText: z.string(),
    a: side,
    b: side,
    changed: z.int().meta({ description: '不同的项数' }),
    rows: z.array(z.object({ name: z.string(), nameText: z.string(), differs: z.boolean(), a: cell, b: cell })),
  })
  .meta({ id: 'WhatIf' });

type Asked = z.infer<typeof versionBody>;

export function whatIfRoutes(app: Api, deps: RouteDeps): void {
  app.post(
    '/law/what-if',
    {
      schema: {
        tags: ['法规与期限'],
        summary: '同一条信息按两种规定比较',
        description: '只推算,不改变任何办件;用于确认参数变更提议之前。不须 Idempotency-Key。',
        body: whatIfBody,
        response: { 200: whatIfSchema, ...problems },
      },
    },
    async (request) => compare(deps, identityOf(request), request.body),
  );
}

async function compare(
  { pool, clock, calendar: inForce }: RouteDeps,
  identity: Identity,
  { record: id, a, b }: z.infer<typeof whatIfBody>,
): Promise<z.infer<typeof whatIfSchema>> {
  const now = clock.now();
  const isThere = (await recordTarget(pool, scopeOf(identity, 'record'), id)) !== null;
  const file = isThere ? await lookAtFile(pool, { process: 'repair', recordId: id, acts: [], recordedAt: now }) : null;
  if (file === null) throw problem('NOT_FOUND');
  const { record, authorityKind } = file;
  const [left, right] = [await versionOf(pool, identity, file, a, now), await versionOf(pool, identity, file, b, now)];
  const { calendar } = await inForce();
  const found = whatIf({ ...record, authorityKind }, left, right, calendar);
  return {
    record: id,
    severityText: severityText(record.severity),
    a: sideBody(found.a, left, a, record.region),
    b: sideBody(found.b, right, b, record.region),
    changed: found.rows.filter((row) => row.differs).length,
    rows: found.rows.map(rowBody),
  };
}

async function versionOf(
  pool: RouteDeps['pool'],
  identity: Identity,
  file: RecordFile,
  { applicationDate, oldRecords, proposal }: Asked,
  now: Instant,
): Promise<Version> {
  const at = applicationDate === undefined ? now : instantAt(applicationDate, '23:59');
  const proposed = proposal === undefined ? null : await proposedOverride(pool, proposalScope(identity), proposal);
  if (proposal !== undefined && proposed === null)
    throw problem('NOT_FOUND', { detail: '没有这项尚未决定的参数提议,或者不在您的权限范围内。' });
  return {
    applicationDate: dayOf(at),
    policy: oldRecords === undefined ? defaultPolicy : { oldRecords },
    overrides: [...(proposed === null ? [] : [proposed]), ...knownAt(file.overrides, at)],
  };
}

const sideBody = (
  pack: RepairPack,
  { applicationDate, policy, overrides }: Version,
  { proposal }: Asked,
  region: string,
): z.infer<typeof side> => ({
  applicationDate,
  oldRecords: oldRecordsOf(policy, region, overrides),
  proposal: proposal ?? null,
  pack: pack.id,
  regimeText: REGIME_TEXT[pack.regime],
  publicityRegimeText: REGIME_TEXT[pack.publicityRegime],
  warnings: pack.warnings,
});

const rowBody = (row: Row): z.infer<typeof whatIfSchema>['rows'][number] => ({
  name: row.name,
  nameText: WHAT_IF_TEXT[row.name],
  differs: row.differs,
  a: row.of === 'term' ? termCell(row.a) : factCell(row.a),
  b: row.of === 'term' ? termCell(row.b) : factCell(row.b),
});

const termCell = (it: TermCell | null): z.infer<typeof cell> =>
  it === null
    ? null
    : {
        text: unitText(it.rule.unit, it.rule.number),
        article: it.rule.article,
        basisText: BASIS_TEXT[it.rule.basis],
        due: it.derivation?.due ?? null,
        explanation: it.derivation === null ? [] : explain(it.derivation),
      };

const factCell = (text: string): z.infer<typeof cell> =>
  text === '' ? null : { text: FACT_TEXT[text] ?? text, article: null, basisText: null, due: null, explanation: [] };
