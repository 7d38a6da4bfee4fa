/** What would come of an application: decided by the same law as the application itself, without writing anything. */
import { z } from 'zod';
import { EFFECT_TEXT, TERM_TEXT } from '../contract/texts.js';
import { dayOf, instantAt, type Calendar, type Day } from '../domain/time/calendar.js';
import { repairPack, type RepairPack } from '../domain/law/pack.js';
import { refusal, type Refusal } from '../domain/file/refusal.js';
import { earliestApplication } from '../domain/repair/repair.js';
import { derive } from '../domain/time/term.js';
import { previewFacts, type PreviewFacts } from '../register/queries-records.js';
import type { Scope } from '../register/scope.js';
import type { RouteDeps } from './deps.js';
import { derivedBody } from './present-terms.js';
import { derivedSchema } from './schemas-terms.js';
import { severityText } from './texts.js';

const reason = z.object({ code: z.string(), detail: z.string(), article: z.string() });

export const previewSchema = z
  .object({
    recordId: z.string(),
    asOf: z.string(),
    lawful: z.boolean(),
    /** Why not, when it would not be lawful. */
    reasons: z.array(reason),
    severityText: z.string(),
    earliest: z.string().nullable().meta({ description: '可以申请的最早日期;没有最短公示期时为 null' }),
    minimum: derivedSchema.nullable().meta({ description: '最短公示期的推算' }),
    terms: z.array(derivedSchema.extend({ kind: z.string(), kindText: z.string() })),
    parties: z.array(
      z.object({ party: z.string(), name: z.string(), effects: z.array(z.string()), effectsText: z.string() }),
    ),
    warnings: z.array(z.object({ code: z.string(), text: z.string() })).readonly(),
  })
  .meta({ id: 'RepairPreview' });
type Preview = z.infer<typeof previewSchema>;

/** Null when the record is not in scope. `asOf`: the day of applying; by default today. */
export async function preview(
  { pool, clock, calendar }: RouteDeps,
  scope: Scope,
  recordId: string,
  asOf?: Day,
): Promise<Preview | null> {
  const day = asOf ?? dayOf(clock.now());
  const facts = await previewFacts(pool, scope, recordId, asOf === undefined ? clock.now() : instantAt(asOf, '24:00'));
  return facts === null ? null : previewOf(facts, day, (await calendar()).calendar);
}

function previewOf(facts: PreviewFacts, day: Day, calendar: Calendar): Preview {
  const { record } = facts;
  const pack = repairPack(
    {
      authorityKind: facts.authorityKind,
      list: facts.list,
      region: record.region,
      decisionDate: record.decisionDate,
      applicationDate: day,
    },
    undefined,
    facts.overrides,
  );
  const { earliest, term } = earliestApplication(record, pack, calendar);
  const reasons = whyNot(facts, earliest, day);
  const { min } = record.severity === null ? { min: null } : pack.publicity[record.severity];
  return {
    recordId: record.id,
    asOf: day,
    lawful: reasons.length === 0,
    reasons: reasons.map(({ code, message, article }) => ({ code, detail: message, article })),
    severityText: severityText(record.severity),
    earliest,
    minimum: term === null || min === null ? null : derivedBody(min, term),
    terms: termsFrom(pack, earliest !== null && earliest > day ? earliest : day, calendar),
    parties: record.parties.map(({ party, effects }) => ({
      party,
      name: facts.partyNames[party] ?? party,
      effects: [...effects],
      effectsText: effects.map((e) => EFFECT_TEXT[e]).join('、'),
    })),
    warnings: pack.warnings,
  };
}

function whyNot({ record, repairOpen }: PreviewFacts, earliest: Day | null, day: Day): Refusal[] {
  const isShown = record.status === 'published' || record.status === 'awaitingSector';
  return [
    ...(repairOpen ? [refusal('CASE_OPEN')] : []),
    ...(isShown ? [] : [refusal('NOT_PUBLISHED')]),
    ...(record.severity === null ? [refusal('UNCLASSIFIED')] : []),
    ...(earliest !== null && day < earliest ? [refusal('BEFORE_MINIMUM', { earliest })] : []),
  ];
}

/** As if handed in and transferred on the day, and accepted on it. */
const termsFrom = (pack: RepairPack, day: Day, calendar: Calendar): Preview['terms'] =>
  (['acceptance', 'verification', 'result'] as const).map((kind) => ({
    ...derivedBody(pack[kind], derive(pack[kind], day, [], [], calendar)),
    kind,
    kindText: TERM_TEXT[kind],
  }));
