/**
 * The vocabulary that all processes share: a docket (办件) takes the acts that arrive, commits them one transaction at a
 * time, sends out what follows, and wakes when a term rings. What an act does is decided in the commit, under lock.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  ACT_SIGNAL,
  ACT_UPDATE,
  BUSY,
  MAX_ACTS_IN_FLIGHT,
  SYNC_SIGNAL,
  type ActMessage,
  type ActResult,
  type Activities,
  type CaseKey,
  type CaseStart,
  type CaseView,
} from '../../../contract/messages.js';
import { PROCESS_TEXT, STAGE_TEXT } from '../../../contract/texts.js';
import type { Stage } from '../../../domain/file/case.js';
import type { DeliveredPayload, Delivery } from '../../../domain/file/outbound.js';

// An update, because the sender must know what became of his act.
const actUpdate = defineUpdate<ActResult, [ActMessage]>(ACT_UPDATE);
// A signal, because the reporter has had its answer when the report was stored.
const reportSignal = defineSignal<[ActMessage]>(ACT_SIGNAL);
const syncSignal = defineSignal<[{ readonly version?: number }]>(SYNC_SIGNAL);
const versionQuery = defineQuery<number>('version');

// One in flight per case: two local activities at once do not replay. While the register is away it is waited for by a
// timer: a local activity that lasts while Temporal itself is restarted makes the worker lose track of the run.
const { commit } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '5s',
  localRetryThreshold: '200ms',
  retry: { initialInterval: '100ms', maximumInterval: '2s' },
});
// Never fails for a party's fault, so it is retried without end until the register answers.
const { deliver } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});
// A dead party is asked again for a day; then it is a task for a person.
const { deliverOne } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
});

const STAGE = defineSearchAttributeKey('Stage', 'KEYWORD');
const DUE = defineSearchAttributeKey('Due', 'DATETIME');

interface Waiting {
  readonly act: ActMessage;
  result: ActResult | null;
}

const ALARM_RESTS_MS = 3_600_000;

/** Named by its instant too: a clock that was wound anew rings anew. */
const alarmId = ({ termId, rung, at }: CaseView['alarms'][number]): string => `${termId}/${rung}@${at}`;
const keyOf = (d: Delivery): string => [d.id, d.rung, d.due].filter((part) => part !== undefined).join('/');
const instant = (): string => new Date(Date.now()).toISOString();

/** One case, from the first act that arrives to the last thing that it must send. */
export class Docket {
  private readonly key: CaseKey;
  private view: CaseView | null = null;
  private mailbox: Waiting[] = [];
  /** Set when the register may know more than this workflow. */
  private stale = false;
  private readonly underway = new Set<string>();
  /** Alarms that a commit left as they were, by a defect: until when they rest before they ring again. */
  private readonly resting = new Map<string, number>();
  private timer: { readonly atMs: number; readonly scope: CancellationScope } | null = null;
  private shown: string | null = null;

  constructor(start: CaseStart) {
    const { process, recordId, docket } = start;
    this.key = docket === undefined ? { process, recordId } : { process, recordId, docket };
    setHandler(actUpdate, (act) => this.answer(act), { validator: (_act: ActMessage) => this.admit() });
    setHandler(reportSignal, (act) => void this.mailbox.push({ act, result: null }));
    setHandler(syncSignal, ({ version }) => {
      if (version === undefined || version > (this.view?.version ?? 0)) this.stale = true;
    });
    setHandler(versionQuery, () => this.view?.version ?? 0);
  }

  /** Waits for what opens the case; false when there is nothing (more) to do, as after a refused application. */
  async opens(): Promise<boolean> {
    if (this.view === null) await condition(() => this.mailbox.length > 0 || this.stale);
    while (this.mailbox.length > 0 || this.stale) await this.register();
    if (this.view !== null && (!this.view.closed || this.outstanding())) return true;
    await condition(allHandlersFinished);
    return this.mailbox.length > 0;
  }

  /** Serves the case for as long as it stays in these stages. */
  async stays(...stages: readonly Stage[]): Promise<void> {
    while (this.view !== null && !this.view.closed && stages.includes(this.view.stage)) await this.serve();
  }

  /** Sends what is still to be sent and answers everybody who waits. */
  async closes(): Promise<void> {
    while (this.mailbox.length > 0 || this.outstanding()) await this.serve();
    await condition(allHandlersFinished);
  }

  private admit(): void {
    if (this.mailbox.length >= MAX_ACTS_IN_FLIGHT) throw ApplicationFailure.nonRetryable('too many acts at once', BUSY);
  }

  private async answer(act: ActMessage): Promise<ActResult> {
    const waiting: Waiting = { act, result: null };
    this.mailbox.push(waiting);
    await condition(() => waiting.result !== null);
    return waiting.result ?? { kind: 'failed' };
  }

  private outstanding(): boolean {
    return this.underway.size > 0 || (this.view?.deliveries.length ?? 0) > 0;
  }

  private async serve(): Promise<void> {
    this.send();
    this.wind();
    await condition(() => this.mailbox.length > 0 || this.stale || this.rings().length > 0);
    for (const act of this.rings()) this.mailbox.push({ act, result: null });
    await this.register();
  }

  /** Everything that waits, in one transaction; its answer replaces what this workflow knew. */
  private async register(): Promise<void> {
    const batch = this.mailbox;
    this.mailbox = [];
    this.stale = false;
    const { results, view } = await commit({ ...this.key, acts: batch.map((w) => w.act), recordedAt: instant() });
    // Whom an earlier commit moved and nobody has woken yet is still to be woken.
    const nudge = [...new Set([...(this.view?.nudge ?? []), ...(view?.nudge ?? [])])];
    this.view = view === null ? null : { ...view, nudge };
    batch.forEach((waiting, n) => {
      waiting.result = results[n] ?? { kind: 'failed' };
    });
    for (const act of this.rings().filter((ring) => batch.some((w) => w.act.id === ring.id))) {
      this.resting.set(act.id, Date.now() + ALARM_RESTS_MS);
    }
    this.show();
  }

  /** Terms whose hour has come: of each the last rung, for a case entered from paper may be past several. */
  private rings(): ActMessage[] {
    const now = instant();
    const last = new Map((this.view?.alarms ?? []).filter((a) => a.at <= now).map((a) => [a.termId, a] as const));
    return [...last.values()]
      .filter((alarm) => this.ringsAtMs(alarm) <= Date.now())
      .map((alarm) => this.systemAct('alarm', alarmId(alarm), { termId: alarm.termId, rung: alarm.rung }));
  }

  private ringsAtMs(alarm: CaseView['alarms'][number]): number {
    return Math.max(Date.parse(alarm.at), this.resting.get(alarmId(alarm)) ?? 0);
  }

  /** One timer for the soonest alarm. It is kept while it is early enough: waking for nothing costs less than re-arming. */
  private wind(): void {
    const ahead = (this.view?.alarms ?? []).map((a) => this.ringsAtMs(a)).filter((ms) => ms > Date.now());
    if (ahead.length === 0) return;
    const atMs = Math.min(...ahead);
    if (this.timer !== null && this.timer.atMs <= atMs) return;
    this.timer?.scope.cancel();
    const scope = new CancellationScope();
    this.timer = { atMs, scope };
    scope
      .run(() => sleep(atMs - Date.now()))
      .then(() => {
        this.timer = null;
        this.wind();
      })
      .catch(() => undefined);
  }

  private send(): void {
    const view = this.view;
    if (view === null) return;
    const items = view.deliveries.filter((d) => !this.underway.has(keyOf(d)));
    if (items.length === 0 && view.nudge.length === 0) return;
    for (const item of items) this.underway.add(keyOf(item));
    const input = { ...this.key, caseId: view.caseId, items, nudge: view.nudge };
    this.view = { ...view, nudge: [] };
    void deliver(input).then(({ outcomes, unreachable }) => {
      outcomes.forEach((o) => this.came(view.caseId, o));
      // Each dead party is waited for on its own, so that it delays nobody else.
      for (const item of unreachable) {
        deliverOne({ ...input, items: [item], nudge: [] })
          .then((late) => late.outcomes.forEach((o) => this.came(view.caseId, o)))
          .catch(() =>
            this.came(view.caseId, { ...item, outcome: 'failed', receipt: null, detail: '多次发送未成功,转人工办理' }),
          );
      }
    });
  }

  private came(caseId: string, outcome: DeliveredPayload): void {
    this.underway.delete(keyOf(outcome));
    const id = `${keyOf(outcome)}/${outcome.outcome}`;
    this.mailbox.push({ act: { ...this.systemAct('delivered', id, outcome), caseId }, result: null });
  }

  private systemAct(name: string, id: string, payload: unknown): ActMessage {
    const now = instant();
    return {
      id,
      name,
      caseId: this.view?.caseId ?? null,
      actor: { id: 'system', role: 'system', department: null, party: null },
      basedOn: null,
      effectiveAt: now,
      receivedAt: now,
      requestHash: id,
      payload,
    };
  }

  /** What operators see in Temporal: nothing personal. */
  private show(): void {
    if (this.view === null) return;
    const { stage, due, caseId } = this.view;
    // A closed case's workflow ends at once, which operators see as it is.
    if (this.shown === stage || stage === 'closed') return;
    this.shown = stage;
    upsertSearchAttributes([
      { key: STAGE, value: stage },
      { key: DUE, value: due === null ? null : new Date(due) },
    ]);
    setCurrentDetails(`${PROCESS_TEXT[this.key.process]} · ${caseId} · ${STAGE_TEXT[stage]}`);
  }
}
