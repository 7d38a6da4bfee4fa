/** The thread in which files become tables: a thread does not take over its parent's way of reading TypeScript. */
import { register } from 'tsx/esm/api';

register();
const { readInThread } = await import('./table-reader.ts');
export default readInThread;
