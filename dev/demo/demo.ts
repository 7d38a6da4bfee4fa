/** What every scene of the demo works with: people who act, files that must end as the law says, and what is checked. */
import { createHash } from 'node:crypto';
import { addDays, dayOf, type Day } from '../../domain/time/calendar.js';
import type { Outcome, Process } from '../../domain/file/case.js';
import type { Answer as CounterAnswer } from '../../domain/record/screening.js';
import type { Matter } from '../../domain/law/measures.js';
import { clock } from '../../contract/clock.js';
import type { Standing } from '../departments/standing.js';
import { PARTIES } from '../identities.js';
import { SAMPLE_COMPANIES } from '../sample/companies.js';
import type { Stack } from '../stack.js';
import { People, type Answer } from './people.js';
import { Timeline, type CaseOfDemo, type InstructionOfDemo } from './timeline.js';

export const AUDITOR = 'auditor';

export type Scene = (demo: Demo) => Promise<void>;
/** Scenes of one process, each under its title. */
export interface Chapter {
  readonly title: string;
  readonly scenes: readonly (readonly [string, Scene])[];
}

const MANUAL: ReadonlySet<string> = new Set(PARTIES.filter((p) => p.adapter === 'manual').map((p) => p.id));
const UNSETTLED: ReadonlySet<string> = new Set(['pending', 'accepted', 'refused', 'failed']);

export class Demo {
  readonly people: People;
  readonly line: Timeline;
  readonly today: Day = dayOf(clock.now());
  /** How each case that the demo opened must end. */
  readonly ends = new Map<string, Outcome>();
  /** Checks that did not hold. */
  readonly broken: string[] = [];
  /** Name → id of a record that a later scene goes on with. */
  readonly records = new Map<string, string>();
  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
    this.people = new People(stack);
    this.line = new Timeline(this.people, AUDITOR);
  }

  before(days: number): Day {
    return addDays(this.today, -days);
  }

  record(name: string): string {
    const id = this.records.get(name);
    if (id === undefined || id === '') throw new Error(`no record ${name}`);
    return id;
  }

  urlOf(party: string): string {
    const url = this.#stack.layout.partyUrls[party];
    if (url === undefined) throw new Error(`${party} has no system`);
    return url;
  }

  /** Opens a case, which must end so. From paper: on an earlier day. */
  async opens(by: string, path: string, body: object, outcome: Outcome, on?: Day): Promise<CaseOfDemo> {
    return this.opened(await this.people.post(by, path, dated(body, on)), outcome);
  }

  /** The case that this answer opened. */
  async opened(answer: Answer, outcome: Outcome): Promise<CaseOfDemo> {
    const { body } = expectStatus([200, 201], answer);
    return this.mustEnd(String(body['caseId']), outcome);
  }

  mustEnd(caseId: string, outcome: Outcome): Promise<CaseOfDemo> {
    this.ends.set(caseId, outcome);
    return this.line.follow(caseId);
  }

  /** One act of a person, at the version that he sees. From paper: on an earlier day. */
  async does(caseId: string, by: string, act: string, said: object = {}, on?: Day): Promise<CaseOfDemo> {
    expectStatus(200, await this.#send(caseId, by, act, said, on));
    return this.line.follow(caseId);
  }

  /** An act that the law does not allow: refused with this code, and nothing is changed. */
  async mayNot(code: string, caseId: string, by: string, act: string, said: object = {}): Promise<void> {
    this.refused(code, by, await this.#send(caseId, by, act, said));
  }

  async mayNotOpen(code: string, by: string, path: string, body: object): Promise<void> {
    this.refused(code, by, await this.people.post(by, path, body));
  }

  refused(code: string, by: string, { status, body }: Answer): void {
    const isSo = status >= 400 && body['code'] === code;
    this.line.refusal(by, isSo ? body : { detail: `答复 ${status} ${String(body['code'])},应为 ${code}` });
    if (!isSo) this.broken.push(code);
  }

  /** Records that the last notice of this kind, of all when none is named, was served. */
  async serves(caseId: string, by: string, kind: string, method: string, on?: Day): Promise<CaseOfDemo> {
    const { notices } = await this.line.follow(caseId);
    const noticeId = notices.filter((n) => n.kind === kind).at(-1)?.id;
    const witnesses = method === 'left' ? { witnesses: ['居委会工作人员甲', '居委会工作人员乙'] } : {};
    return this.does(caseId, by, 'recordService', { noticeId, method, evidence: EVIDENCE[method], ...witnesses }, on);
  }

  /** The person at a party without a system does what is open for it in this case, or declines it. */
  async reports(party: string, caseId: string, said: object, about = ''): Promise<void> {
    const { instructions } = await this.line.follow(caseId);
    const open = instructions.filter((i) => i.party === party && i.state === 'pending' && i.effectText.includes(about));
    if (open.length === 0) throw new Error(`nothing of ${caseId} is open at ${party}`);
    for (const { id } of open) {
      const report = { reportId: `RG-${id}`, outcome: 'done', ...said };
      expectStatus(200, await this.people.post(party, `/instructions/${id}/feedback`, report));
    }
    await this.line.follow(caseId);
  }

  /** Until every system has done its part; what waits for people stays. */
  carriedOut(caseId: string): Promise<CaseOfDemo> {
    return this.line.until(caseId, (c) => c.instructions.every((i) => isSettled(i) || MANUAL.has(i.party)));
  }

  closes(caseId: string): Promise<CaseOfDemo> {
    return this.line.until(caseId, (c) => c.stage === 'closed');
  }

  /** A case of this process about the record, which the system opened; of several the open one, where that is wanted. */
  async caseAbout(recordId: string, process: Process, which: 'any' | 'open' = 'any'): Promise<string> {
    const path = `/cases?record=${recordId}&process=${process}${which === 'open' ? '&open=true' : ''}`;
    for (let tries = 0; tries < 100; tries += 1) {
      const { body } = expectStatus(200, await this.people.get(AUDITOR, path));
      const [first] = body['items'] as readonly { readonly caseId: string }[];
      if (first !== undefined) return first.caseId;
      await this.line.moment();
    }
    throw new Error(`record ${recordId} has no ${process}`);
  }

  /** The record's own life must end so. */
  async lifeEnds(recordId: string, outcome: Outcome): Promise<void> {
    await this.mustEnd(await this.caseAbout(recordId, 'record'), outcome);
  }

  check(what: string, isSo: boolean): void {
    this.line.say(`${isSo ? '✓' : '✗'} ${what}`);
    if (!isSo) this.broken.push(what);
  }

  /** How the system of this party stands to a record, by its own page. */
  async standing(party: string, recordId: string): Promise<Standing | undefined> {
    const response = await fetch(`${this.urlOf(party)}/records`);
    const all = (await response.json()) as readonly Standing[];
    return all.find((s) => s.recordId === recordId);
  }

  /** Checks every one of these parties' own pages. */
  async shows(what: string, parties: readonly string[], recordId: string, isSo: (s: Standing) => boolean) {
    const standings = await Promise.all(parties.map((party) => this.standing(party, recordId)));
    this.check(what, standings.length > 0 && standings.every((s) => s !== undefined && isSo(s)));
  }

  /** What a department's own system is told of this applicant now. */
  async screens(by: string, company: number, matter: Matter, wanted: CounterAnswer): Promise<void> {
    const { uscc } = subjectOf(company);
    const { body } = expectStatus(200, await this.people.get(by, `/screening?uscc=${uscc}&matter=${matter}`));
    this.check(`办事核查 · ${String(body['matterText'])} → ${String(body['answerText'])}`, body['answer'] === wanted);
  }

  async #send(caseId: string, by: string, act: string, said: object, on?: Day): Promise<Answer> {
    const { body } = expectStatus(200, await this.people.get(by, `/cases/${caseId}`));
    return this.people.post(by, `/cases/${caseId}/acts/${act}`, dated({ version: body['version'], ...said }, on));
  }
}

const dated = (body: object, on?: Day): object => (on === undefined ? body : { ...body, effectiveOn: on });

const isSettled = ({ state }: InstructionOfDemo): boolean => !UNSETTLED.has(state);

export function expectStatus(wanted: number | readonly number[], answer: Answer): Answer {
  if ([wanted].flat().includes(answer.status)) return answer;
  throw new Error(`unexpected answer ${answer.status}: ${JSON.stringify(answer.body)}`);
}

const EVIDENCE: Readonly<Record<string, string>> = {
  portal: '网上查阅',
  receipt: '送达回证,签收',
  post: '邮政专递签收回执',
  left: '留置送达,见证人签字并录像',
};

/** One of the made-up companies: its number in the sample. */
export function subjectOf(company: number): { readonly name: string; readonly uscc: string } {
  const found = SAMPLE_COMPANIES[company];
  if (found === undefined) throw new Error(`no company ${company}`);
  return found;
}

/** The same, as a new matter names it. */
export function matterSubject(company: number): { readonly name: string; readonly code: string } {
  const { name, uscc } = subjectOf(company);
  return { name, code: uscc };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const paper = (kind: string, name: string) => ({ kind, name, sha256: sha256(name) });
