/** Starts the printing thread: a thread does not take over its parent's way of reading TypeScript. */
import { register } from 'tsx/esm/api';

register();
await import('./pdf-thread.ts');
