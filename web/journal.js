/** All that has happened in a case, in order: what, about what, by whom, when. */
import { card, dayOf, el, when } from './dom.js';
import { ask } from './session.js';

/** Paper has two dates: when it happened, and when it was entered. */
const times = (e) =>
  e.fromPaper
    ? [el('span', { class: 'tag' }, '补录'), ` ${dayOf(e.effectiveAt)}发生,${when(e.receivedAt)} 录入`]
    : [when(e.effectiveAt)];

const who = (e) =>
  [e.actorDepartmentName, e.actorRoleText, isPerson(e) ? e.actor : null].filter((text) => text !== null).join(' ');
const MACHINES = new Set(['system', 'departmentSystem', 'mailGateway']);
const isPerson = (e) => !MACHINES.has(e.actorRole);

const WORDS = ['text', 'explanation', 'findings', 'reasons', 'reason', 'note', 'evidence'];
const LISTS = ['items', 'grounds', 'answers', 'results', 'commitments'];

/** The words of an act, where there are some. */
function wordsOf(payload) {
  const words = WORDS.map((key) => payload?.[key]);
  const said = LISTS.flatMap((key) => (Array.isArray(payload?.[key]) ? payload[key] : [])).flatMap((item) =>
    typeof item === 'string' ? [item] : WORDS.map((key) => item?.[key]),
  );
  return [...words, ...said].filter((v) => typeof v === 'string' && v !== '');
}

const entry = (e) =>
  el(
    'li',
    {},
    el('strong', {}, e.actText),
    ' ',
    el('span', { class: 'soft' }, ...times(e), ` · ${who(e)}`),
    ...[...wordsOf(e.payload), ...e.about].map((line) => el('div', {}, line)),
  );

/** @param {string} caseId */
export async function journal(caseId) {
  const entries = [];
  for (let after = null; ;) {
    const page = after === null ? '' : `&after=${after}`;
    const { items, next } = await ask(`/cases/${encodeURIComponent(caseId)}/journal?limit=200${page}`);
    entries.push(...items);
    if (next === null) return card('办理过程', el('ol', { class: 'timeline' }, ...entries.map(entry)));
    after = next;
  }
}
