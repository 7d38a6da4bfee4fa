/**
 * Events in the histories of whole lawful cases, of every workflow of the record that they move, against the textbook's for
 * as many acts and instructions. Days lie between the acts of a case: on both sides everything is quiet before the next.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type pg from 'pg';
import { createCaseClient, type CaseClient } from '../api/case-client.js';
import { workflowId, type ActAnswer } from '../contract/messages.js';
import type { Stack } from '../dev/stack.js';
import { actOf, COURSES, courseStart, MEASURES, NETWORK, PLACE, SHOWN_BY, type Course } from './courses.js';
import { figureOf, median, type Measured } from './figure.js';
import { inHouse } from './house.js';
import { addEntry, addPenalty, committed, furnishNetwork, outstanding } from './network.js';
import { textbookOf } from './plays.js';

const CASES = 3;
const GOAL = 1.5;
const LOOK_MS = 20;
const PATIENCE_MS = 60_000;

export const EVENT_IDS = Object.keys(COURSES);

interface Stage {
  readonly owner: pg.Pool;
  readonly client: Client;
  readonly cases: CaseClient;
}

/** Null when there is no such workflow. */
async function describe(client: Client, id: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(id).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

const isQuiet = ({ raw }: WorkflowExecutionDescription): boolean =>
  (raw.pendingActivities ?? []).length === 0 && (raw.pendingWorkflowTask ?? null) === null;

/** Waits until nothing is on its way in any of them and nothing is owed; answers how many events they have in all. */
async function atRest(client: Client, ids: readonly string[], owed = () => Promise.resolve(0)): Promise<number> {
  let before = Number.NaN;
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await delay(LOOK_MS)) {
    const isOwed = (await owed()) > 0;
    const seen = (await Promise.all(ids.map((id) => describe(client, id)))).filter((d) => d !== null);
    const events = seen.reduce((sum, d) => sum + d.historyLength, 0);
    if (!isOwed && seen.every(isQuiet) && events === before) return events;
    before = events;
  }
  throw new Error(`${ids.join(', ')} do not come to rest`);
}

interface Sent {
  readonly id: string;
  readonly isNotice: boolean;
}

/** Everything that was sent out about the record: instructions, and mails that announce notices. */
async function sentAbout(owner: pg.Pool, recordId: string): Promise<readonly Sent[]> {
  const { rows } = await owner.query<Sent>(
    `select i.id, false as "isNotice" from instruction i join case_file c on c.id = i.case_id where c.record_id = $1
      union all
     select n.id, true from notice n join case_file c on c.id = n.case_id where c.record_id = $1`,
    [recordId],
  );
  return rows;
}

interface Played {
  readonly events: number;
  /** What each act brought about. */
  readonly sent: readonly (readonly Sent[])[];
}

async function playOurs({ owner, client, cases }: Stage, course: Course, recordId: string): Promise<Played> {
  const start = courseStart(course, recordId);
  const ids = [workflowId(start.process, recordId, start.docket), workflowId('record', recordId)];
  if (course.about === 'entry') await addEntry(owner, cases, recordId, PLACE, MEASURES);
  if (course.about === 'penalty') await addPenalty(owner, recordId, PLACE, SHOWN_BY);
  const owed = () => outstanding(owner, recordId);
  const before = await atRest(client, ids, owed);
  const known = new Set((await sentAbout(owner, recordId)).map((s) => s.id));
  const sent: (readonly Sent[])[] = [];
  let events = before;
  let last: ActAnswer | null = null;
  for (const [n, step] of course.steps.entries()) {
    last = await committed(cases, start, actOf(step, n, recordId, last));
    events = await atRest(client, ids, owed);
    const fresh = (await sentAbout(owner, recordId)).filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    sent.push(fresh);
  }
  if (last === null || !(await isClosed(owner, last.caseId))) throw new Error(`${recordId} is not over`);
  return { events: events - before, sent };
}

/** A case that stood still half way would have few events. */
async function isClosed(owner: pg.Pool, caseId: string): Promise<boolean> {
  const { rows } = await owner.query<{ stage: string }>('select stage from case_file where id = $1', [caseId]);
  return rows[0]?.stage === 'closed';
}

/** The textbook's events for the same acts, when this is what each of them sends out. */
async function playTextbook(
  { client }: Stage,
  course: Course,
  name: string,
  sent: readonly (readonly Sent[])[],
): Promise<number> {
  const played = textbookOf(
    client,
    name,
    sent.map((those) => those.map(({ id }) => id)),
  );
  let events = 0;
  for (const [n, step] of course.steps.entries()) {
    await played.act({ id: `${name}-${n}`, name: step.name });
    events = await atRest(client, [played.id]);
  }
  await client.workflow.getHandle(played.id).result();
  return events;
}

async function measureCourse(stage: Stage, id: string, course: Course): Promise<Measured> {
  const own: number[] = [];
  const whole: number[] = [];
  const mailless: number[] = [];
  let all: readonly Sent[] = [];
  for (let n = 0; n < CASES; n += 1) {
    const recordId = `${course.process.slice(0, 4)}${n}`;
    const { events, sent } = await playOurs(stage, course, recordId);
    own.push(events);
    whole.push(await playTextbook(stage, course, recordId, sent));
    const instructed = sent.map((those) => those.filter((s) => !s.isNotice));
    mailless.push(await playTextbook(stage, course, `${recordId}-mailless`, instructed));
    all = sent.flat();
  }
  const [few, many] = [median(own), median(whole)];
  console.log(`  ${id.padEnd(22)} ${own.join(' ')} against ${whole.join(' ')} events`);
  const figure = { id, unit: 'events', ours: few, baseline: many, ratio: many / few, goal: GOAL };
  const notices = all.filter((s) => s.isNotice).length;
  const note =
    `${course.steps.length} human acts, ${all.length - notices} instructions with receipts, ${notices} notices announced ` +
    `by mail; the middle of ${CASES} cases; a textbook that sends no mail: ${(median(mailless) / few).toFixed(2)}`;
  return { figure: figureOf(figure), note };
}

export function measureEvents(stack: Stack): Promise<Measured[]> {
  return inHouse(stack, async ({ owner, client }) => {
    await furnishNetwork(owner, PLACE, NETWORK);
    const stage = { owner, client, cases: createCaseClient(client, PATIENCE_MS) };
    const measured: Measured[] = [];
    for (const [id, course] of Object.entries(COURSES)) measured.push(await measureCourse(stage, id, course));
    return measured;
  });
}
