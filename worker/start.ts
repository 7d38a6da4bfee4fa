/** Puts a worker together: connections, activities, the workflow bundle, the scheduled duties. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type LogLevel, type WorkflowBundleOption } from '@temporalio/worker';
import { pino } from 'pino';
import { z } from 'zod';
import { createActivities } from '../activities/index.js';
import { attachmentOf } from '../papers/attachment.js';
import { createPrinter } from '../papers/printer.js';
import { createMailer } from '../activities/mail.js';
import { httpSmsGateway, type SmsGateway } from '../activities/sms.js';
import type { Config } from '../config.js';
import { sealedConverter } from '../codec/codec.js';
import { payloadKeys } from '../codec/keys.js';
import { clock } from '../contract/clock.js';
import { TASK_QUEUE } from '../contract/messages.js';
import { wakeDocket } from '../activities/reconcile.js';
import { PUBLISHED_CALENDAR } from '../domain/time/calendar-data.js';
import { defaultPolicy } from '../domain/law/pack.js';
import { createPool } from '../register/pool.js';
import { becomeCurrent, deploymentOf } from './build.js';
import { serveHealth } from './health.js';
import { ensureSchedules, reconcileNow } from './schedules.js';

export interface RunningWorker {
  /** Finishes what is under way; safe to call twice. */
  stop(): void;
  readonly ended: Promise<void>;
}

/** The Temporal runtime is one per process; its log joins ours. */
function installRuntime(log: pino.Logger, level: LogLevel): void {
  Runtime.install({
    logger: {
      log: (l, message, meta) => log[levelOf(l)]({ temporal: meta }, message),
      trace: (m, meta) => log.trace({ temporal: meta }, m),
      debug: (m, meta) => log.debug({ temporal: meta }, m),
      info: (m, meta) => log.info({ temporal: meta }, m),
      warn: (m, meta) => log.warn({ temporal: meta }, m),
      error: (m, meta) => log.error({ temporal: meta }, m),
    },
    telemetryOptions: { logging: { filter: { core: level, other: level }, forward: {} } },
  });
}

const levelOf = (level: LogLevel): 'trace' | 'debug' | 'info' | 'warn' | 'error' =>
  (({ TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' }) as const)[level];

/** Party id → HMAC key. */
const readPartyKeys = (file: string): Record<string, string> =>
  z
    .record(z.string(), z.string().min(16, 'a key of a party has at least 16 characters'))
    .parse(JSON.parse(readFileSync(file, 'utf8')));

/** undefined: there are no SMS. */
function smsGateway({ SMS_GATEWAY_URL: url, SMS_GATEWAY_SECRET_FILE: file = '' }: Config): SmsGateway | undefined {
  if (url === undefined) return undefined;
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 16) throw new Error('the secret of the SMS gateway has at least 16 characters');
  return httpSmsGateway({ url, secret, clock });
}

/** Workflows as the worker loads them: from their sources, bundled at start. */
export function workflowSources(): { readonly workflowsPath: string } {
  return { workflowsPath: createRequire(import.meta.url).resolve('../workflows/index.ts') };
}

/** More mails than that at once go without their PDF, rather than late. */
const MAILS_IN_PRINT = 6;

export async function startWorker(config: Config, bundle?: WorkflowBundleOption): Promise<RunningWorker> {
  const log = pino({ level: config.LOG_LEVEL, base: { part: 'worker' } });
  installRuntime(log, 'WARN');
  const pool = createPool(config.DATABASE_URL, { max: 16 });
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
  const dataConverter = sealedConverter(payloadKeys(readFileSync(config.PAYLOAD_KEYS_FILE, 'utf8')));
  const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter });
  const native = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  const printer = createPrinter(MAILS_IN_PRINT);
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, returnTo: config.MAIL_RETURN_TO });
  const activities = createActivities(
    {
      pool,
      temporal,
      calendar: PUBLISHED_CALENDAR,
      policy: defaultPolicy,
      onDefect: (error, act) => log.error({ err: error, act: act.name }, 'an act could not be decided'),
      mailer,
      sms: smsGateway(config),
      pdfOf: (noticeId) => attachmentOf(pool, printer, noticeId, config.PUBLIC_URL),
      parties: readPartyKeys(config.PARTY_SECRETS_FILE),
      publicUrl: config.PUBLIC_URL,
      clock,
    },
    (name, recordId) => wakeDocket({ pool, temporal }, name, recordId),
  );
  const worker = await Worker.create({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    dataConverter,
    activities: { ...activities },
    ...(bundle === undefined ? workflowSources() : { workflowBundle: bundle }),
    maxConcurrentLocalActivityExecutions: 16,
    shutdownGraceTime: '10s',
    ...deploymentOf(config.WORKER_BUILD_ID),
  });
  const health = await serveHealth(config.METRICS_PORT, () => worker.getState() === 'RUNNING');
  const running = worker.run();
  if (!(await becomeCurrent(temporal, config.WORKER_BUILD_ID)))
    log.warn(
      { build: config.WORKER_BUILD_ID },
      'a later build is current: this worker gets no task until it is promoted',
    );
  await ensureSchedules(temporal);
  await reconcileNow(temporal);
  log.info('ready');
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    worker.shutdown();
  };
  const ended = running.finally(async () => {
    health.close();
    mailer.close();
    await printer.close();
    await native.close();
    await connection.close();
    await pool.end();
  });
  return { stop, ended };
}
