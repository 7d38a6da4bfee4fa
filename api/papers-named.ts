/** Which papers the acts of a case name, wherever in what was said they stand. */
import { z } from 'zod';
import { sha256 } from '../contract/acts-parts.js';
import { ACT_TEXT } from '../contract/texts.js';

export interface NamedPaper {
  readonly sha256: string;
  readonly name: string;
  readonly kind: string | null;
  readonly act: string;
  readonly actText: string;
  readonly seq: number;
}

interface Said {
  readonly seq: number;
  readonly act: string;
  readonly payload: unknown;
}

const reference = z.object({ sha256, name: z.string().optional(), kind: z.string().optional() });

/** Papers that an act names by their hash alone. */
const BARE: Readonly<Record<string, string>> = { minutes: '约谈记录', commitment: '书面承诺' };

/** Each paper once per act, in the order of the acts. */
export const papersNamed = (acts: readonly Said[]): readonly NamedPaper[] =>
  acts.flatMap(({ seq, act, payload }) => {
    const found = new Map([...papersIn(payload)].map((paper) => [paper.sha256, paper]));
    return [...found.values()].map((paper) => ({ ...paper, act, actText: ACT_TEXT[act] ?? act, seq }));
  });

function* papersIn(said: unknown): Generator<Pick<NamedPaper, 'sha256' | 'name' | 'kind'>> {
  if (typeof said !== 'object' || said === null) return;
  const paper = reference.safeParse(said);
  if (paper.success) {
    const { sha256, name = '材料', kind = null } = paper.data;
    yield { sha256, name, kind };
  }
  for (const [key, value] of Object.entries(said)) {
    const name = BARE[key];
    if (name !== undefined && sha256.safeParse(value).success) yield { sha256: sha256.parse(value), name, kind: null };
    yield* papersIn(value);
  }
}
