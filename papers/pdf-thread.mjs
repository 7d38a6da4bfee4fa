/** The thread in which documents become PDF: a thread does not take over its parent's way of reading TypeScript. */
import { register } from 'tsx/esm/api';

register();
const { paperPdf } = await import('./pdf.ts');
export default paperPdf;
