/** A world of its own for one test file. */
import { worldOf, type World } from '../../dev/chaos/world.js';
import { startTestStack, type TestStack, type TestStackOptions } from '../support/stack.js';

export type TestWorld = World & TestStack;

export async function startWorld(options: TestStackOptions = {}): Promise<TestWorld> {
  const base = await startTestStack(undefined, options);
  return { ...base, ...(await worldOf(base)) };
}
