export { repair } from './repair.js';
export { record } from './record.js';
export { anchorJournal, reconcileCases } from './housekeeping.js';
