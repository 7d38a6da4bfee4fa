/**
 * Records that hang on an entry of a list: those of the persons who answer for the organisation, where they are named
 * (将相关失信行为记入其个人信用档案, 淮政办发〔2020〕80号 四(五)). Each has its own file and its own measures, and may be objected to
 * and repaired by the person alone; what becomes of the entry is told to it (docs/decisions/0013).
 */
import { evolveAll, type CaseEvent, type CaseState } from '../file/case.js';
import { lawful, type Decision, type Follow } from '../file/decision.js';
import type { Draft } from '../file/draft.js';
import { enforcementOf, lift } from './enforcement.js';
import type { EnforcePayload } from './initiate.js';
import { listByName } from '../law/lists.js';
import type { RepairPack } from '../law/pack.js';
import type { JointPack } from '../law/packs.js';
import type { RecordFacts } from './record-facts.js';

/** What the entry tells those that hang on it when it begins. */
export interface LinkedEnforcePayload extends EnforcePayload {
  /** Objections to the entry that are open already. */
  readonly objections: readonly string[];
}

export interface EntryGonePayload {
  /** As if it had never been. */
  readonly annulled: boolean;
}

/** The decision about the entry, and what it brings about in the records that hang on it: one act for each of them. */
export function tellLinked(
  decision: Decision,
  before: CaseState | null,
  record: RecordFacts,
  payload: EnforcePayload | null,
): Decision {
  const linked = record.linked ?? [];
  if (!decision.ok || linked.length === 0) return decision;
  const told = payload === null ? moved(before, decision.events) : begins(before, decision.events, record, payload);
  if (told === null) return decision;
  return lawful(decision.events, [...(decision.also ?? []), ...linked.map((id): Follow => ({ ...told, record: id }))]);
}

type Told = Pick<Follow, 'process' | 'name' | 'payload'>;
const told = (name: string, payload: object): Told => ({ process: 'record', name, payload });

/** Published, or relisted: with the measures that are taken against persons, shown where that list shows them. */
function begins(
  before: CaseState | null,
  events: readonly CaseEvent[],
  { list }: RecordFacts,
  payload: EnforcePayload,
): Told | null {
  const after = evolveAll(before, events);
  if (after === null) return null;
  const { measures, months, publication, publicationFrom } = payload;
  const shown = listByName(list)?.persons === 'published';
  const { objections } = enforcementOf(after);
  const again = events.some((e) => e.type === 'recordMoved');
  return told(again ? 'relist' : 'publish', { measures, months, publication, publicationFrom, shown, objections });
}

/** Ended, put to rest, or come back; null when nothing of it concerns those that hang on it. */
function moved(before: CaseState | null, events: readonly CaseEvent[]): Told | null {
  const after = evolveAll(before, events);
  if (before === null || after === null) return null;
  const ended = events.some((e) => e.type === 'recordMoved' && e.status === 'ended');
  const closed = events.find((e) => e.type === 'closed');
  if (ended || (closed !== undefined && before.stage !== 'ending'))
    return told('entryGone', { annulled: closed?.outcome === 'annulled' });
  const [was, is] = [enforcementOf(before).objections, enforcementOf(after).objections];
  const added = is.find((id) => !was.includes(id));
  if (added !== undefined) return told('suspend', { objection: added });
  const dropped = was.find((id) => !is.includes(id));
  return dropped === undefined ? null : told('resume', { objection: dropped });
}

/**
 * The entry is gone, and with it what hangs on it: withdrawn where it is shown, used by nobody, its measures lifted, what is
 * open about it moot. It is told of no list's source and of nobody upward: the entry's own exit is.
 */
export function goesWithEntry(
  draft: Draft,
  { annulled }: EntryGonePayload,
  facts: { readonly record: RecordFacts; readonly pack: RepairPack; readonly joint: JointPack },
): Draft {
  const { parties } = facts.record;
  const rule = facts.pack.effects;
  draft
    .write({ type: 'recordMoved', status: annulled ? 'annulled' : 'ended', at: draft.at })
    .stage('ending')
    .cancel()
    .recall((i) => i.measureId === undefined);
  for (const { party, adapter, effects } of parties) {
    if (effects.includes('endPublicity'))
      draft.instruct([{ party, adapter, effect: annulled ? 'withdraw' : 'endPublicity', rule }]);
    if (effects.includes('stopSharing')) draft.instruct([{ party, adapter, effect: 'stopSharing', rule }]);
  }
  lift(draft, enforcementOf(draft.state).measures, facts.joint);
  return draft.note({ ...enforcementOf(draft.state), objections: [] });
}
