/** What holds after every step of every history, of all processes on one record at once (the eight invariants). */
import fc from 'fast-check';
import { OUTCOME_TEXT, STAGE_TEXT } from '../../contract/texts.js';
import { STAGES } from '../../domain/file/stages.js';
import { checkInvariants } from '../support/invariants.js';
import { choice } from '../support/random-acts.js';
import { someMatter, World } from './world.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FC_SEED=${seed}`);

const HISTORIES = Number(process.env['HISTORIES'] ?? 2_000);

/** What random histories must come to, lest they prove little: all but what needs a court, tax or the next level, and what
 * chance seldom comes to. Each of these has tests of its own. */
const ELSEWHERE: readonly string[] = [
  ...['consenting', 'awaitingFinality', 'consent', 'confirmFinality', 'transferring', 'transfer', 'notRevoked'],
  ...['concludeRevocation', 'revoked', 'promisePapers', 'papersCame'],
  ...['askReschedule', 'declineReschedule', 'settleBreach', 'terminated', 'relisted', 'disclosureStopped', 'delisted'],
];
const STAGE_NAMES = Object.keys(STAGE_TEXT);
const OUTCOMES = Object.keys(OUTCOME_TEXT);

test(`${HISTORIES} histories of all processes on one record`, () => {
  const reached = new Set<string | null>();
  fc.assert(
    fc.property(
      someMatter,
      fc.boolean(),
      fc.array(choice, { minLength: 20, maxLength: 70 }),
      (matter, isFarOn, choices) => {
        const world = new World(
          matter,
          (w) => {
            checkInvariants(w, w.journal);
            for (const { act, after } of w.last) {
              for (const key of [after.stage, act.name, after.outcome]) reached.add(key);
              // Numbers are the register's to give.
              expect(after.notices.every((n) => n.number === null)).toBe(true);
            }
          },
          isFarOn,
        );
        for (const c of choices) world.run(c);
      },
    ),
    { seed, numRuns: HISTORIES, endOnFailure: true, includeErrorInReport: true },
  );
  const names = Object.values(STAGES).flatMap((stages) => Object.keys(stages));
  const wanted = [...names, ...OUTCOMES, ...STAGE_NAMES];
  expect(wanted.filter((key) => !reached.has(key) && !ELSEWHERE.includes(key))).toEqual([]);
});
