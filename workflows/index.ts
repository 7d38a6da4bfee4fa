export { listing } from './listing.js';
export { rectification } from './rectification.js';
export { repair } from './repair.js';
export { objection } from './objection.js';
export { exit } from './exit.js';
export { record } from './record.js';
export { anchorJournal, moveCases, reconcileCases } from './housekeeping.js';
