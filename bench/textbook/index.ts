/** All workflows of the baselines, as one bundle. */
export { bareCase, bareTimer } from './bare.js';
export { textbookCase } from './workflow.js';
