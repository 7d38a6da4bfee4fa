/** Starts Postgres in the given directory and prints its process number: for the test that kills its supervisor. */
import { Stack } from '../../dev/stack.js';

const [dataDir = ''] = process.argv.slice(2);
const stack = await Stack.open({ dataDir });
await stack.start(['postgres']);
console.log(stack.part('postgres').pid);
