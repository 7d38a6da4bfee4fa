/** `npm run token`: a demo person's access token, alone on standard output. */
import { IDENTITIES, findIdentity } from './identities.js';
import { runningStack } from './running.js';
import { Stack } from './stack.js';

export function listIdentities(): number {
  for (const { id, name, roles } of IDENTITIES) console.log(`${id.padEnd(20)} ${roles.join(',').padEnd(17)} ${name}`);
  return 0;
}

/** `<identity> [--ttl <seconds>]`; a negative lifetime gives an expired token. */
export async function printToken(dataDir: string, args: readonly string[]): Promise<number> {
  const [id = ''] = args;
  const ttl = args.includes('--ttl') ? Number(args[args.indexOf('--ttl') + 1]) : undefined;
  if (!findIdentity(id)) throw new Error(`There is no demo person "${id}": npm run token -- --list`);
  if (ttl !== undefined && !Number.isInteger(ttl)) throw new Error('--ttl takes a number of seconds.');
  if (runningStack(dataDir) === undefined) throw new Error('The issuer is not running: npm start');
  const stack = await Stack.open({ dataDir });
  console.log(await stack.token(id, ttl));
  return 0;
}
