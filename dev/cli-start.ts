/** `npm start`: everything up, then the addresses; a part that dies is named and started again, unless it keeps dying. */
import path from 'node:path';
import { IDENTITIES } from './identities.js';
import type { Part } from './part.js';
import { runningStack } from './running.js';
import { Stack } from './stack.js';

type Say = (part: string, what: string) => void;

/** More deaths than this, and the stack gives up. */
const maxDeaths = 3;

/** Answers the exit code, when the stack has ended. */
export async function start(dataDir: string, say: Say): Promise<number> {
  if (runningStack(dataDir) !== undefined) {
    printAddresses(await Stack.open({ dataDir }));
    console.log('\nIt is running already; npm stop ends it.');
    return 1;
  }
  const startedAt = Date.now();
  let giveUp = (): void => undefined;
  const gaveUp = new Promise<number>((resolve) => {
    giveUp = () => {
      resolve(1);
    };
  });
  const asked = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve(0);
      });
  });
  const stack = await Stack.open({
    dataDir,
    say,
    onDeath: reviver(say, () => {
      giveUp();
    }),
  });
  console.log(`Starting 信修 in ${dataDir}`);
  const isUp = await Promise.race([stack.start().then(() => true), asked.then(() => false)]);
  if (isUp) {
    printAddresses(stack);
    console.log(`\nReady after ${((Date.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C or npm stop ends it.`);
  }
  const code = await Promise.race([asked, gaveUp]);
  console.log('Ending …');
  await stack.stop();
  console.log('Ended; the data stays.');
  return code;
}

function reviver(say: Say, giveUp: () => void): (part: Part, how: string) => void {
  let deaths = 0;
  return (part, how) => {
    deaths += 1;
    say(part.name, `ended by itself (${how}). Its last words:\n${part.lastLogLines()}`);
    if (deaths > maxDeaths) {
      giveUp();
      return;
    }
    part.start().then(
      () => {
        say(part.name, 'runs again');
      },
      (error: unknown) => {
        say(part.name, String(error));
        giveUp();
      },
    );
  };
}

function printAddresses({ layout, mailUrl, smsUrl }: Stack): void {
  const addresses = {
    'Pages and API': layout.addresses.publicUrl,
    Temporal: `http://127.0.0.1:${layout.port('temporalUi')}`,
    Mail: mailUrl,
    SMS: smsUrl,
    Issuer: layout.addresses.issuer,
    Logs: path.join(layout.dataDir, 'logs'),
  };
  console.log('');
  for (const [what, where] of Object.entries(addresses)) console.log(`  ${what.padEnd(14)} ${where}`);
  const people = IDENTITIES.filter(({ party }) => party === undefined).map(({ id }) => id);
  console.log(`\n  Demo people    npm run token -- <one of the following>\n${wrap(people, 100)}`);
}

function wrap(words: readonly string[], width: number): string {
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `                 ${line.trim()}`).join('\n');
}
