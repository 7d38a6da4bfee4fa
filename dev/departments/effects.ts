/** What a simulated system was told and did, one JSON a line in a file, so that a restarted one remembers. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instructionBody, type InstructionMessage } from '../../contract/acts-department.js';

export type InstructionBody = InstructionMessage;

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('received'), instruction: instructionBody }),
  z.object({ type: z.literal('promised'), instructionId: z.string() }),
  z.object({ type: z.literal('applied'), instructionId: z.string(), receipt: z.string(), at: z.string() }),
  z.object({ type: z.literal('reported'), instructionId: z.string() }),
]);
type Line = z.infer<typeof line>;

/** One instruction as its receiver knows it. `applied` counts real effects: anything but 0 or 1 is a fault. */
export interface Known {
  readonly instruction: InstructionBody;
  /** How often it was sent to this system. */
  deliveries: number;
  applied: number;
  receipt: string | null;
  /** A report was promised (202), and whether it was taken. */
  promised: boolean;
  reported: boolean;
}

export class EffectsFile {
  readonly #file: string;
  readonly #prefix: string;
  readonly #known = new Map<string, Known>();
  readonly #carriedOut: InstructionBody[] = [];

  /** Receipts begin with `prefix`. A last line cut short by a crash is left out. */
  constructor(file: string, prefix: string) {
    this.#file = file;
    this.#prefix = prefix;
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const parsed = line.safeParse(jsonOf(text));
      if (parsed.success) this.#take(parsed.data);
    }
    appendFileSync(file, '\n');
  }

  all(): readonly Known[] {
    return [...this.#known.values()];
  }

  find(instructionId: string): Known | undefined {
    return this.#known.get(instructionId);
  }

  receive(instruction: InstructionBody): void {
    this.#write({ type: 'received', instruction });
  }

  promise(instructionId: string): void {
    if (this.find(instructionId)?.promised === false) this.#write({ type: 'promised', instructionId });
  }

  /** What was carried out, in the order in which it was. */
  carriedOut(): readonly InstructionBody[] {
    return this.#carriedOut;
  }

  /** Carries the instruction out, once; answers the receipt, always the same. */
  apply(instructionId: string, at: string): string {
    const done = this.find(instructionId)?.receipt;
    if (done !== null && done !== undefined) return done;
    const count = this.all().filter((k) => k.applied > 0).length;
    const receipt = `${this.#prefix}-${String(count + 1).padStart(6, '0')}`;
    this.#write({ type: 'applied', instructionId, receipt, at });
    return receipt;
  }

  reported(instructionId: string): void {
    this.#write({ type: 'reported', instructionId });
  }

  #write(entry: Line): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#take(entry);
  }

  #take(entry: Line): void {
    if (entry.type === 'received') {
      const id = entry.instruction.instructionId;
      const known = this.#known.get(id);
      if (known !== undefined) known.deliveries += 1;
      else
        this.#known.set(id, {
          instruction: entry.instruction,
          deliveries: 1,
          applied: 0,
          receipt: null,
          promised: false,
          reported: false,
        });
      return;
    }
    const known = this.#known.get(entry.instructionId);
    if (known === undefined) return;
    if (entry.type === 'promised') known.promised = true;
    if (entry.type === 'reported') known.reported = true;
    if (entry.type === 'applied') {
      known.applied += 1;
      this.#carriedOut.push(known.instruction);
      known.receipt = entry.receipt;
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
