/** Making good what a wrong measure did (国办发〔2020〕49号 十五:损害合法权益的,积极采取措施消除不良影响). */
import type { Draft, Facts, Order } from '../file/draft.js';
import { enforcementOf, isTaken } from './enforcement.js';
import { leftStanding } from './left-standing.js';
import { measureByCode } from '../law/measures.js';
import type { TermRule } from '../time/term.js';

/** A task for every department that had taken a measure on the record: it names all that it had taken. */
export function orderRemedy(draft: Draft, facts: Facts, rule: TermRule): void {
  const life = facts.open.find((s) => s.process === 'record');
  // What was left standing when the last file was closed had been taken by then, or was declined.
  const taken = life === undefined ? leftStanding(facts) : enforcementOf(life).measures.filter((m) => isTaken(life, m));
  const parties = new Map(taken.map(({ party, adapter }) => [party, { party, adapter }] as const));
  draft.instruct(
    [...parties.values()].map((to): Order => {
      const names = taken.filter((m) => m.party === to.party).map((m) => measureByCode(m.code)?.name ?? '惩戒措施');
      return { ...to, effect: 'remedy', rule, content: { 惩戒措施: [...new Set(names)].join('、') } };
    }),
  );
}
