/** The supervisor's page: what is over, due or near, and who holds it. */
import { el, lamp, LAMPS, table } from './dom.js';
import { ask, run, say } from './session.js';

const PAGE = 50;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
let chosen = new URLSearchParams(location.search).get('lamp');

async function counts() {
  const { departments } = await ask('/board');
  const rows = departments.map((d) => [
    d.departmentName,
    lamp('red', String(d.red)),
    String(d.dueToday),
    lamp('yellow', String(d.yellow)),
    lamp('green', String(d.green)),
    lamp('grey', String(d.grey)),
  ]);
  const heads = ['单位', LAMPS.red, '今天到期', LAMPS.yellow, LAMPS.green, LAMPS.grey];
  document
    .querySelector('#counts')
    .replaceChildren(rows.length === 0 ? el('p', {}, '没有未办结的期限。') : table(heads, rows));
  document.querySelector('#counts-section').hidden = false;
}

const dueText = (term) => (term.due === today ? `${term.due}(今天)` : term.due);

const row = (term) => [
  lamp(term.lamp),
  el('span', { class: 'day' }, dueText(term), ...(term.provisional ? [' ', el('span', { class: 'tag' }, '暂定')] : [])),
  term.kindText,
  el(
    'span',
    {},
    term.holderName ?? term.holder,
    term.handler === null ? null : el('span', { class: 'soft' }, ` · 经办 ${term.handler}`),
  ),
  el('a', { href: `/cases/${encodeURIComponent(term.caseId)}` }, `${term.subjectName} · ${term.recordTitle}`),
  el('span', { class: 'soft' }, term.article),
];

/** Soonest first: what is over stands at the top, then what is due today. */
async function terms(after = null, before = []) {
  const query = new URLSearchParams({ limit: String(PAGE) });
  if (chosen !== null) query.set('lamp', chosen);
  if (after !== null) query.set('after', after);
  const { items, next } = await ask(`/terms?${query}`);
  const all = [...before, ...items];
  const place = document.querySelector('#terms');
  const heads = ['灯', '到期日', '事项', '应办单位', '办件', '依据'];
  place.replaceChildren(all.length === 0 ? el('p', {}, '没有符合条件的期限。') : table(heads, all.map(row)));
  document.querySelector('#terms-section').hidden = false;
  const more = document.querySelector('#more');
  more.hidden = next === null;
  more.onclick = () => terms(next, all).catch((error) => say(error.message));
}

function filters() {
  const choose = (color) => () => {
    chosen = color;
    filters();
    terms().catch((error) => say(error.message));
  };
  const button = (color, content) =>
    el('button', { type: 'button', 'aria-pressed': String(chosen === color), onclick: choose(color) }, content);
  document
    .querySelector('#filters')
    .replaceChildren(button(null, '全部'), ...Object.entries(LAMPS).map(([color, text]) => button(color, text)));
}

run(async () => {
  filters();
  await terms();
  await counts().catch(() => undefined);
});
