/** The world of the measurements: one authority, parties that all answer by themselves, records old enough to repair. */
import type pg from 'pg';
import type { ActMessage } from '../contract/messages.js';
import { addDays, dayOf } from '../domain/time/calendar.js';
import {
  act,
  addRecord,
  AGENT,
  application,
  furnish,
  HANDLER,
  REVIEWER,
  type SceneParty,
} from '../test/support/scene.js';

export const REPAIR_ACTS = ['apply', 'accept', 'propose', 'confirm'] as const;
export type RepairActName = (typeof REPAIR_ACTS)[number];

/** Parties with a system of their own; each is to do one thing. */
export function partiesOf(count: number): SceneParty[] {
  return Array.from({ length: count }, (_, n) => ({ id: `site-${n + 1}`, adapter: 'http', effects: ['endPublicity'] }));
}

export const OLD_ENOUGH_DAYS = 150;

/** Records of that authority with the parties to tell, ready for an application today. */
export async function addRecords(
  owner: pg.Pool,
  ids: readonly string[],
  parties: readonly SceneParty[],
  now: string,
): Promise<void> {
  await furnish(owner, parties);
  const decisionDate = addDays(dayOf(now), -OLD_ENOUGH_DAYS);
  await Promise.all(ids.map((id) => addRecord(owner, { id, decisionDate, parties })));
}

/** An act of a repair that is granted; `caseId` is null for the application, which opens the case. */
export function repairAct(name: RepairActName, recordId: string, caseId: string | null, at: string): ActMessage {
  const more = { at, caseId, id: `${recordId}-${name}` };
  switch (name) {
    case 'apply':
      return act('apply', AGENT, application(recordId, dayOf(at)), more);
    case 'accept':
      return act('accept', HANDLER, {}, more);
    case 'propose':
      return act('propose', HANDLER, { outcome: 'grant', findings: '属实' }, more);
    case 'confirm':
      return act('confirm', REVIEWER, { approve: true }, more);
  }
}
