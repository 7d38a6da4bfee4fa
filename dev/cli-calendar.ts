/** `npm run calendar`: an operator publishes a year of the working calendar, through the API and under four eyes like all else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { usageOf } from './usage.js';

export interface ApiAccess {
  readonly url: string;
  readonly token: string;
}

const proposal = z.looseObject({ id: z.string(), citation: z.string(), approved: z.boolean().nullable() });
const calendar = z.looseObject({
  version: z.number(),
  openCasesBehind: z.number(),
  years: z.array(z.looseObject({ year: z.number(), citation: z.string() })),
});

export async function calendarCommand(access: ApiAccess | null, args: readonly string[]): Promise<number> {
  const [what = '', name = '', ...words] = args;
  if (access === null || !['show', 'propose', 'open', 'confirm', 'reject'].includes(what)) {
    console.error(usageOf('calendar'));
    return 2;
  }
  switch (what) {
    case 'propose': {
      const notice = z.looseObject({}).parse(JSON.parse(readFileSync(name, 'utf8')));
      const made = proposal.parse(await call(access, 'POST', '/law/proposals', { ...notice, kind: 'calendar' }));
      console.log(`Proposed: ${made.citation}\nTo be confirmed by another: npm run calendar -- confirm ${made.id}`);
      return 0;
    }
    case 'confirm':
    case 'reject': {
      const body = what === 'confirm' ? { approve: true } : { approve: false, reasons: words.join(' ') };
      const done = proposal.parse(await call(access, 'POST', `/law/proposals/${name}/decision`, body));
      console.log(`${done.approved === true ? 'In force' : 'Turned down'}: ${done.citation}`);
      return what === 'confirm' ? show(access) : 0;
    }
    case 'open': {
      const { items } = z
        .object({ items: z.array(proposal) })
        .parse(await call(access, 'GET', '/law/proposals?open=true'));
      for (const { id, citation } of items) console.log(`${id}  ${citation}`);
      return 0;
    }
    default:
      return show(access);
  }
}

async function show(access: ApiAccess): Promise<number> {
  const { version, years, openCasesBehind } = calendar.parse(await call(access, 'GET', '/law/calendar'));
  for (const { year, citation } of years) console.log(`  ${year}  ${citation}`);
  console.log(`Version ${version}; open cases still to be dated by it: ${openCasesBehind}.`);
  return 0;
}

/** The same command said again has the same key, so that it does nothing twice. */
async function call({ url, token }: ApiAccess, method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const said = body === undefined ? undefined : JSON.stringify(body);
  const key = createHash('sha256')
    .update(`${path}\n${said ?? ''}`)
    .digest('hex');
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    ...(said === undefined ? {} : { body: said }),
  });
  const read = z.looseObject({}).parse(await answer.json());
  if (answer.ok) return read;
  throw new Error(`${answer.status} ${JSON.stringify(read['detail'] ?? read)} ${JSON.stringify(read['errors'] ?? '')}`);
}
