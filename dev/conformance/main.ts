/** `npm run conformance -- --url https://… --key-file …`: whether a department's system keeps the contract. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHECKS } from './checks.js';
import { usageOf } from '../usage.js';
import { Probe, type Target } from './probe.js';

export interface Finding {
  readonly name: string;
  readonly asks: string;
  /** null: kept. */
  readonly seen: string | null;
}

/** All checks, one after the other. */
export async function examine(target: Target): Promise<readonly Finding[]> {
  const probe = new Probe(target);
  await probe.open();
  const findings: Finding[] = [];
  try {
    for (const { name, asks, run } of CHECKS) findings.push({ name, asks, seen: await run(probe) });
  } finally {
    probe.close();
  }
  return findings;
}

/** One line a check. */
export function reportOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map((f) => f.name.length));
  const lines = findings.map(({ name, asks, seen }) =>
    [`  ${name.padEnd(width)}`, seen === null ? 'kept  ' : 'BROKEN', seen ?? asks].join('  '),
  );
  const broken = findings.filter((f) => f.seen !== null).length;
  const sum = broken === 0 ? `all ${findings.length} checks kept` : `${broken} of ${findings.length} checks broken`;
  return [...lines, '', `  ${sum}`].join('\n');
}

/** 0: all kept. 1: something broken. 2: it could not be asked. */
export async function runConformance(args: readonly string[]): Promise<number> {
  const target = targetOf(args);
  if (target === null) {
    console.error(usageOf('conformance'));
    return 2;
  }
  console.log(`\n  ${target.url}\n`);
  const findings = await examine(target);
  console.log(reportOf(findings));
  return findings.some((f) => f.seen !== null) ? 1 : 0;
}

function targetOf(args: readonly string[]): Target | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ url: { type: 'string' }, 'key-file': { type: 'string' }, listen: { type: 'string' } },
      ...{ 'public-url': { type: 'string' }, 'report-seconds': { type: 'string' } },
    },
  });
  const { url, listen } = values;
  const keyFile = values['key-file'];
  if (url === undefined || keyFile === undefined || !/^https?:\/\//.test(url)) return null;
  const [host = '127.0.0.1', port = '0'] = listen?.split(':') ?? [];
  return {
    ...{ url, key: readFileSync(keyFile, 'utf8').trim() },
    reportMs: Number(values['report-seconds'] ?? 60) * 1_000,
    ...(listen === undefined
      ? {}
      : { listen: { host, port: Number(port), publicUrl: values['public-url'] ?? `http://${host}:${port}` } }),
  };
}
