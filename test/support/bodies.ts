/** Bodies of the shape that a schema asks for: at random, with words that may not fit, and one that does. */
import fc from 'fast-check';
import { z } from 'zod';

export interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $defs?: Readonly<Record<string, Shape>>;
}

const HASH = 'c'.repeat(64);
const DAYS = ['2026-08-20', '2026-08-20', '2026-08-19', '2026-10-01', '1990-01-01', '2099-12-31', '9999-12-31', ''];
const HOURS = [
  '2026-09-28T06:30:00Z',
  '2026-09-28T06:30:00+08:00',
  '9999-12-31T23:59:59-12:00',
  '0001-01-01T00:00:00Z',
];

/** Words that have broken something somewhere, and some that fit. */
export const ODD_WORDS = [
  ...['示例', '示例', '示例', 'honourLimit', 'papersLater', 'environment', 'red', 'z1', 'g1', 'huaian-sthj'],
  ...['a@b.example', '13800000000', '', ' ', '\u0001', '\u202e', 'constructor', '__proto__', 'x'.repeat(5000)],
  ...["';--", '${x}', '{facts}', '\ud83d\ude00'],
];

export function bodies(
  shape: Shape,
  words: readonly string[],
  defs: Shape['$defs'] = shape.$defs,
): fc.Arbitrary<unknown> {
  const ref = shape.$ref?.split('/').at(-1);
  if (ref !== undefined) return bodies(defs?.[ref] ?? {}, words, defs);
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map((s) => bodies(s, words, defs)));
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.const !== undefined) return fc.constant(shape.const);
  switch (shape.type) {
    case 'object': {
      const fields = Object.entries(shape.properties ?? {}).map(([name, s]) => [name, bodies(s, words, defs)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(shape.required ?? [])] });
    }
    case 'array':
      return fc.array(bodies(shape.items ?? {}, words, defs), { maxLength: 3 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.constantFrom(1, 2, 12, 0, -1, 1e9);
    case 'null':
      return fc.constant(null);
    default:
      return fc.constantFrom(...textsOf(shape, words));
  }
}

function textsOf({ format, pattern }: Shape, words: readonly string[]): readonly string[] {
  if (format === 'date') return DAYS;
  if (format === 'date-time') return HOURS;
  if (pattern?.includes('0-9a-f') === true) return [HASH];
  return words;
}

export const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

const FITTING = ['示例', 'z1', 'g1', 'honourLimit', 'papersLater', 'environment', 'a@b.example', '13800000000'];

/** A body that the schema takes: the same at every call. Throws when none is found. */
export function fitting(schema: z.ZodType): object {
  for (const body of fc.sample(bodies(shapeOf(schema), FITTING), { numRuns: 2_000, seed: 1 }))
    if (schema.safeParse(body).success) return body as object;
  throw new Error('no body was found that fits the schema');
}
