/** What each command of package.json takes after `--`: told by `--help`, and looked at before anything is started. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Usage {
  /** What may stand after `npm run <command> --`; one line for each way of using it. */
  readonly takes: readonly string[];
  readonly options: Options;
  /** Words that are no options. */
  readonly words?: true;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const NOTHING: Usage = { takes: [''], options: {} };

export const USAGES: Readonly<Record<string, Usage>> = {
  start: NOTHING,
  stop: NOTHING,
  reset: NOTHING,
  token: {
    takes: ['<identity> [--ttl <seconds>]', '--list'],
    options: { list: flag, ttl: text },
    words: true,
  },
  demo: { takes: ['', '--all', '--cluster'], options: { all: flag, cluster: flag } },
  bench: { takes: ['', '--only <figure>'], options: { only: text } },
  chaos: { takes: ['[--cases <n>] [--seed <n>]'], options: { cases: text, seed: text } },
  fuzz: {
    takes: ['[--examples <n>] [--seed <n>] [--as <identity>]'],
    options: { examples: text, seed: text, as: text },
  },
  conformance: {
    takes: [
      '--url <base address> --key-file <file with the key>',
      '    [--listen <host:port>]      where this program takes the reports (default: the loopback, a free port)',
      '    [--public-url <address>]    how the system reaches it, when that is another address',
      '    [--report-seconds <n>]      how long a promised report is waited for (default 60)',
    ],
    options: { url: text, 'key-file': text, listen: text, 'public-url': text, 'report-seconds': text },
  },
  calendar: {
    takes: [
      'show',
      'propose <notice.json>     a year, as POST /api/v1/law/proposals takes it; without "kind"',
      'open                      what waits to be confirmed',
      'confirm <proposal>        by another administrator than who proposed it',
      'reject <proposal> <reason>',
      '    The token of an administrator is taken from XINXIU_TOKEN, the address of the server from PUBLIC_URL.',
    ],
    options: {},
    words: true,
  },
  'verify-journal': NOTHING,
  reconcile: NOTHING,
  erase: {
    takes: [
      '<subject, or - for a number on the standard input> [--dry-run]',
      '<subject, or -> --by <officer> --reasons <text>',
      '--request <id> --by <another officer>',
    ],
    options: { 'dry-run': flag, by: text, reasons: text, request: text },
    words: true,
  },
  'payload-keys': { takes: ['list', 'add <id> [<cipher>]', 'use <id>'], options: {}, words: true },
};

/** The lines that tell how `command` is used. */
export function usageOf(command: string): string {
  const { takes } = USAGES[command] ?? NOTHING;
  return takes
    .map((line) => (line.startsWith(' ') ? line : `  npm run ${command}${line === '' ? '' : ` -- ${line}`}`))
    .join('\n');
}

/** Why these arguments are not understood; null when they are, or when the command is none of ours to look at. */
export function misused(command: string, args: readonly string[]): string | null {
  const usage = USAGES[command];
  if (usage === undefined) return null;
  try {
    parseArgs({ args: [...args], options: usage.options, allowPositionals: usage.words === true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
