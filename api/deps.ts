/** What the routes are built from. */
import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type pg from 'pg';
import type { Config } from '../config.js';
import type { PayloadKeys } from '../codec/keys.js';
import type { PaperStore } from '../papers/store.js';
import type { Printer } from '../papers/printer.js';
import type { KeyedHashes } from '../contract/keyed.js';
import type { CalendarInForce } from '../register/calendar.js';
import type { CaseClient } from './case-client.js';
import type { Clock } from './clock.js';
import type { EndedTokens } from './ended.js';

export type ApiConfig = Pick<
  Config,
  | 'PUBLIC_URL'
  | 'OIDC_ISSUER'
  | 'OIDC_AUDIENCE'
  | 'RATE_LIMIT_PER_MINUTE'
  | 'FAILED_LOGINS_PER_MINUTE'
  | 'TEMPORAL_UI_ORIGIN'
  | 'UPLOAD_LIMIT_MB'
> &
  Partial<Pick<Config, 'TRUSTED_PROXIES' | 'OIDC_STRONG_ACR'>>;

export interface AppDeps {
  readonly config: ApiConfig;
  readonly pool: pg.Pool;
  readonly temporal: Client;
  readonly keyed: KeyedHashes;
  readonly payloadKeys: PayloadKeys;
  /** Set when it is to end: it is no longer ready. */
  readonly draining?: { readonly now: boolean };
  readonly logger?: FastifyBaseLogger | undefined;
  readonly clock?: Clock;
  /** Where acts go; by default to Temporal. */
  readonly cases?: CaseClient;
  /** Where uploaded papers are kept. */
  readonly store: PaperStore;
  /** What prints PDF; by default a thread of its own. */
  readonly printer?: Printer;
}

export interface RouteDeps {
  readonly pool: pg.Pool;
  /** The calendar in force. */
  readonly calendar: () => Promise<CalendarInForce>;
  readonly cases: CaseClient;
  readonly keyed: KeyedHashes;
  readonly clock: Clock;
  readonly endedTokens: EndedTokens;
  readonly printer: Printer;
  readonly store: PaperStore;
  readonly uploadLimitMb: number;
  /** Where people reach us, for links and QR codes. */
  readonly publicUrl: string;
}

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
