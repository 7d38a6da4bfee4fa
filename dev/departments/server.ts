/** The simulated systems of sites and departments: real HTTP, faults that can be switched on, effects that outlive a restart. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { clock } from '../../contract/clock.js';
import { ReplayGuard } from '../../contract/signing.js';
import type { CallApi } from '../one-of.js';
import { Intake, takeApplication } from './applications.js';
import { doAndReport, Gathering, type Reporter } from './call-back.js';
import { EffectsFile } from './effects.js';
import { faultBody, Faults } from './faults.js';
import { answer, parseJson, problem, readBody } from './http.js';
import { takeInstruction, type System } from './instructions.js';
import { standings } from './standing.js';

export interface DepartmentsOptions {
  /** Party id → port on the loopback; 0 picks a free one. */
  readonly portFor: Readonly<Record<string, number>>;
  /** Party id → HMAC key shared with Xinxiu. */
  readonly keys: Readonly<Record<string, string>>;
  readonly api: CallApi;
  /** A bearer token of that party's own system. */
  readonly tokenFor: (party: string) => Promise<string>;
  readonly dataDir: string;
  /** Default: the clock of the house. */
  readonly clock?: Reporter['clock'];
}

export interface Departments {
  /** Party id → base address. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Sites that take the order first and report when they have done it. */
const CALLS_BACK = new Set(['credit-huaian', 'credit-sjz']);
const ENTERPRISE_SITE = 'credit-china';

/** Answers when every system listens and those that owe a report have begun to give it. */
export async function startDepartments(options: DepartmentsOptions): Promise<Departments> {
  const stop = new AbortController();
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  for (const [party, port] of Object.entries(options.portFor)) {
    const system = systemOf(options, party, stop.signal);
    const intake =
      party === ENTERPRISE_SITE ? new Intake(path.join(options.dataDir, `${party}-applications.tsv`)) : null;
    const server = createServer((request, response) => {
      route(system, intake, request, response).catch(() => {
        if (!response.headersSent) problem(response, 400, '请求无法处理');
      });
    });
    await once(server.listen(port, HOST), 'listening');
    const address = server.address();
    urls[party] = `http://${HOST}:${typeof address === 'object' && address !== null ? address.port : port}`;
    servers.push(server);
    for (const known of system.effects.all()) if (known.promised && !known.reported) void doAndReport(system, known);
  }
  return {
    urls,
    close: async () => {
      stop.abort();
      await Promise.all(servers.map(closed));
    },
  };
}

function systemOf(options: DepartmentsOptions, party: string, signal: AbortSignal): System {
  const key = options.keys[party];
  if (key === undefined) throw new Error(`no key for ${party}`);
  return {
    party,
    key,
    signal,
    api: options.api,
    tokenFor: options.tokenFor,
    clock: options.clock ?? clock,
    effects: new EffectsFile(path.join(options.dataDir, `${party}.jsonl`), party.toUpperCase()),
    replays: new ReplayGuard(),
    habit: CALLS_BACK.has(party) ? 'call-back' : 'answer',
    faults: new Faults(path.join(options.dataDir, `${party}.fault.json`), party),
    gathering: new Gathering(signal),
  };
}

async function route(
  system: System,
  intake: Intake | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case 'POST /instructions':
      return takeInstruction(system, request, response);
    case 'GET /effects':
      return answer(response, 200, system.effects.all().map(effectOf));
    case 'GET /records':
      return answer(response, 200, standings(system.effects.carriedOut()));
    case 'POST /fault': {
      const fault = faultBody.safeParse(parseJson(await readBody(request)));
      if (!fault.success) return problem(response, 400, '没有这种故障');
      system.faults.set(fault.data);
      return answer(response, 200, fault.data);
    }
    case 'POST /applications':
      if (intake === null) return problem(response, 404, '没有这个页面');
      return takeApplication({ ...system, intake }, request, response);
    default:
      return problem(response, 404, '没有这个页面');
  }
}

const effectOf = ({
  instruction,
  deliveries,
  applied,
  receipt,
  promised,
  reported,
}: ReturnType<EffectsFile['all']>[number]) => ({
  instructionId: instruction.instructionId,
  effect: instruction.effect,
  measureId: instruction.measureId,
  documentNumber: instruction.record.documentNumber,
  deliveries,
  applied,
  receipt,
  promised,
  reported,
});

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
