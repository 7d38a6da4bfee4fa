/** What would come of an application: decided by the same decider as the application itself, without writing anything. */
import { z } from 'zod';
import type { ActMessage } from '../contract/messages.js';
import { EFFECT_TEXT, TERM_TEXT } from '../contract/texts.js';
import type { RepairGround } from '../domain/file/particulars.js';
import { MATERIAL_KINDS, MATERIALS } from '../domain/law/materials.js';
import { defaultPolicy, repairPack, type RepairPack } from '../domain/law/pack.js';
import type { Refusal } from '../domain/file/refusal.js';
import { earliestApplication, materialsFor } from '../domain/repair/repair.js';
import { dayOf, instantAt, type Calendar, type Day, type Instant } from '../domain/time/calendar.js';
import { derive } from '../domain/time/term.js';
import { knownAt } from '../register/overrides.js';
import { partyNames } from '../register/queries-instructions.js';
import { recordTarget } from '../register/queries-records.js';
import type { Scope } from '../register/scope.js';
import { tryAct, type Trial } from '../register/trial.js';
import type { RouteDeps } from './deps.js';
import { derivedBody } from './present-terms.js';
import { derivedSchema } from './schemas-terms.js';
import { severityText } from './texts.js';

const reason = z.object({
  code: z.string(),
  detail: z.string(),
  article: z.string(),
  earliest: z.string().nullable().meta({ description: '这一项何时不再妨碍;不以日期为准的为 null' }),
});

export const previewSchema = z
  .object({
    recordId: z.string(),
    asOf: z.string(),
    ground: z.string(),
    lawful: z.boolean(),
    /** Why not, when it would not be lawful: everything that stands in the way, first what an application would be told. */
    reasons: z.array(reason),
    severityText: z.string(),
    earliest: z
      .string()
      .nullable()
      .meta({ description: '可以申请的最早日期:最短公示期和限制申请期都届满;没有这类期限时为 null' }),
    minimum: derivedSchema.nullable().meta({ description: '最短公示期的推算' }),
    materials: z.array(z.object({ kind: z.string(), text: z.string() })).meta({ description: '应当提交的材料' }),
    materialsArticle: z.string(),
    terms: z.array(derivedSchema.extend({ kind: z.string(), kindText: z.string() })),
    parties: z.array(
      z.object({ party: z.string(), name: z.string(), effects: z.array(z.string()), effectsText: z.string() }),
    ),
    warnings: z.array(z.object({ code: z.string(), text: z.string() })).readonly(),
  })
  .meta({ id: 'RepairPreview' });
type Preview = z.infer<typeof previewSchema>;

export interface Asked {
  readonly record: string;
  /** The day of applying; by default today. */
  readonly asOf?: Day | undefined;
  readonly ground: RepairGround;
}

/** Null when the record is not in scope. */
export async function preview(
  { pool, clock, calendar: inForce }: RouteDeps,
  scope: Scope,
  { record, asOf, ground }: Asked,
): Promise<Preview | null> {
  if ((await recordTarget(pool, scope, record)) === null) return null;
  const at = asOf === undefined ? clock.now() : instantAt(asOf, '23:59');
  const { calendar } = await inForce();
  const law = { calendar, policy: defaultPolicy };
  const trial = await tryAct({ pool, ...law }, { process: 'repair', recordId: record }, applying(at, ground));
  if (trial === null) return null;
  const names = await partyNames(
    pool,
    trial.file.record.parties.map((p) => p.party),
  );
  return previewOf(trial, { at, ground, calendar, names });
}

/** The application as if it were handed in at this moment with all that might be demanded of it. */
const applying = (at: Instant, ground: RepairGround): ActMessage => ({
  ...{ id: 'preview', name: 'apply', caseId: null, basedOn: null, requestHash: '' },
  actor: { id: 'preview', role: 'enterpriseAgent', department: null, party: null },
  ...{ effectiveAt: at, receivedAt: at },
  payload: {
    ...{ applicationId: '', receivedOn: dayOf(at), electronicService: false, ground },
    documents: MATERIAL_KINDS.map((kind) => ({ kind, name: '', sha256: '' })),
  },
});

interface View {
  readonly at: Instant;
  readonly ground: RepairGround;
  readonly calendar: Calendar;
  readonly names: ReadonlyMap<string, string>;
}

function previewOf({ file, decided }: Trial, { at, ground, calendar, names }: View): Preview {
  const { record, authorityKind } = file;
  const { list, region, decisionDate, severity } = record;
  const day = dayOf(at);
  const question = { authorityKind, list, region, decisionDate, applicationDate: day };
  const pack = repairPack(question, defaultPolicy, knownAt(file.overrides, at));
  const reasons = decided.ok ? [] : [decided.refusal, ...(decided.others ?? [])].map(reasonBody);
  const { earliest: afterMinimum, term } =
    ground === 'fulfilled' ? earliestApplication(record, pack, calendar) : { earliest: null, term: null };
  const earliest = latestOf([afterMinimum, ...reasons.map((r) => r.earliest)]);
  const { min } = severity === null ? { min: null } : pack.publicity[severity];
  const { kinds, article } = materialsFor({ ground, applicant: 'subject' }, pack, severity === 'serious');
  return {
    recordId: record.id,
    asOf: day,
    ground,
    lawful: decided.ok,
    reasons,
    severityText: severityText(severity),
    earliest,
    minimum: term === null || min === null ? null : derivedBody(min, term),
    materials: kinds.map((kind) => ({ kind, text: MATERIALS[kind] })),
    materialsArticle: article,
    terms: termsFrom(pack, earliest !== null && earliest > day ? earliest : day, calendar),
    parties: record.parties.map(({ party, effects }) => ({
      party,
      name: names.get(party) ?? party,
      effects: [...effects],
      effectsText: effects.map((e) => EFFECT_TEXT[e]).join('、'),
    })),
    warnings: pack.warnings,
  };
}

const reasonBody = ({ code, message, article, details }: Refusal): Preview['reasons'][number] => ({
  ...{ code, detail: message, article, earliest: details['earliest'] ?? null },
});

const latestOf = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((latest, day) => (day !== null && (latest === null || day > latest) ? day : latest), null);

/** As if handed in and transferred on the day, and accepted on it. */
const termsFrom = (pack: RepairPack, day: Day, calendar: Calendar): Preview['terms'] =>
  (['acceptance', 'verification', 'result'] as const).map((kind) => ({
    ...derivedBody(pack[kind], derive(pack[kind], day, [], [], calendar)),
    kind,
    kindText: TERM_TEXT[kind],
  }));
