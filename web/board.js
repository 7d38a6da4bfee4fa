/** What is over, due or near, and who holds it. Every choice is an address, so that it can be linked and gone back to. */
import { card, el, lamp, LAMPS, moreOf, seatTexts, table } from './dom.js';
import { ask, run } from './session.js';

const ALL = 'all';
const PROCESSES = {
  [ALL]: '全部程序',
  listing: '列入名单',
  rectification: '整改约谈',
  repair: '信用修复',
  objection: '异议申诉',
  exit: '名单移出',
  record: '公示惩戒',
};
const FILTERS = { red: LAMPS.red, today: '今天到期', yellow: '临期(含今天)', green: LAMPS.green, grey: LAMPS.grey };
const EMPTY = {
  red: '没有超期的期限。',
  today: '没有今天到期的期限。',
  yellow: '没有临期的期限。',
  green: '没有状态正常的期限。',
  grey: '没有暂停计时的期限。',
};

const asked = new URLSearchParams(location.search);
const choice = {
  process: Object.hasOwn(PROCESSES, asked.get('process') ?? '') ? asked.get('process') : ALL,
  lamp: Object.hasOwn(FILTERS, asked.get('lamp') ?? '') ? asked.get('lamp') : null,
  department: asked.get('department'),
};

/** The address of this page with other choices. */
function addressOf(changes) {
  const chosen = Object.entries({ ...choice, ...changes }).filter(([, value]) => value !== null);
  return `/?${new URLSearchParams(chosen)}`;
}

const option = (content, changes, isChosen) =>
  el('a', { class: 'option', href: addressOf(changes), 'aria-current': isChosen ? 'true' : null }, content);

/** What is asked of the API with the chosen process. */
const queryOf = (process, more = {}) => new URLSearchParams(process === ALL ? more : { process, ...more });

/** The boards of all processes; null for those who may not count. */
let counted = null;

const boards = async () =>
  Object.fromEntries(
    await Promise.all(
      Object.keys(PROCESSES).map(async (process) => [process, await ask(`/board?${queryOf(process)}`)]),
    ),
  );

const sum = (board, key) => board.departments.reduce((total, d) => total + d[key], 0);

function processes() {
  const options = Object.entries(PROCESSES).map(([process, text]) => {
    const over = counted === null ? 0 : sum(counted[process], 'red');
    const content = over === 0 ? text : `${text}(超期 ${over})`;
    return option(content, { process, lamp: null }, choice.process === process);
  });
  document.querySelector('#processes').replaceChildren(...options);
}

const COUNTED = [
  ['red', 'red', 'red'],
  ['dueToday', 'yellow', 'today'],
  ['yellow', 'yellow', 'yellow'],
  ['green', 'green', 'green'],
  ['grey', 'grey', 'grey'],
];

/** A count leads to the terms that it counts; nothing to count is nothing to look at. */
const count = (n, color, filter, department) =>
  n === 0
    ? el('span', { class: 'soft' }, '0')
    : el('a', { class: 'count', href: addressOf({ lamp: filter, department }) }, lamp(color, String(n)));

function counts() {
  const departments = counted[choice.process].departments.filter((d) => COUNTED.some(([key]) => d[key] > 0));
  const row = (name, department, numbers) => [
    name,
    ...COUNTED.map(([key, color, filter]) => count(numbers[key], color, filter, department)),
  ];
  if (departments.length === 0) return;
  const rows = departments.map((d) => row(d.departmentName, d.department, d));
  const heads = ['单位', ...COUNTED.map(([, , filter]) => FILTERS[filter])];
  // Only where there is one: a case whose handler has left, and nobody has inherited it.
  if (departments.some((d) => d.unattended > 0)) {
    heads.push('无人承办');
    departments.forEach((d, n) =>
      rows[n].push(d.unattended === 0 ? el('span', { class: 'soft' }, '0') : lamp('red', `${d.unattended} 件`)),
    );
  }
  document
    .querySelector('#counts')
    .replaceChildren(card(`各单位的期限(${PROCESSES[choice.process]})`, table(heads, rows, 'counts')));
}

/** How many of each there are stands in the filters, of the one department or of all. */
function filters() {
  const all = counted?.[choice.process].departments ?? [];
  const shown = all.filter((d) => choice.department === null || d.department === choice.department);
  const number = (key) => (counted === null ? '' : ` ${sum({ departments: shown }, key)}`);
  const options = COUNTED.map(([key, , filter]) =>
    option(`${FILTERS[filter]}${number(key)}`, { lamp: filter }, choice.lamp === filter),
  );
  if (choice.department !== null) {
    const name = shown[0]?.departmentName ?? choice.department;
    options.push(option(`只看:${name} ✕`, { department: null }, false));
  }
  document.querySelector('#filters').replaceChildren(option('全部', { lamp: null }, choice.lamp === null), ...options);
}

function dueCell({ lamp: color, due, provisional }) {
  if (color === 'grey') return '恢复计时后确定';
  return el('span', {}, el('span', { class: 'day' }, due), provisional ? el('span', { class: 'tag' }, '暂定') : null);
}

/** Processes whose cases are taken in hand by one person. */
const HANDLED = new Set(['listing', 'rectification', 'repair', 'objection', 'exit']);

/** Who must act, and in whose hands the case is; that nobody has taken it matters to those who supervise. */
function holderCell(term) {
  const nobody = HANDLED.has(term.process) && counted !== null ? '尚无经办人' : null;
  const behind = [
    term.holder === term.department ? null : `认定单位 ${term.departmentName}`,
    term.handler === null ? nobody : `经办人 ${term.handler}`,
    ...seatTexts(term),
  ].filter((text) => text !== null);
  const alone = term.unattended ? el('span', { class: 'tag' }, '无人承办') : null;
  return el('span', {}, term.holderName ?? term.holder, alone, el('span', { class: 'soft line' }, behind.join(',')));
}

const caseLink = (id, name, title) =>
  el(
    'span',
    { class: 'case' },
    el('a', { href: `/cases/${encodeURIComponent(id)}` }, name),
    el('span', { class: 'soft line' }, title),
  );

const row = (term) => [
  lamp(term.lamp, term.standingText),
  dueCell(term),
  caseLink(term.caseId, term.subjectName, `${term.processText} · ${term.recordTitle}`),
  el('span', {}, term.title, el('span', { class: 'soft line' }, term.article)),
  holderCell(term),
];
const HEADS = ['状态', '到期日', '办件', '事项和依据', '应办单位'];
const listOf = (terms, empty) => (terms.length === 0 ? el('p', {}, empty) : table(HEADS, terms.map(row)));
const isUrgent = (term) => term.lamp === 'red' || term.dueToday;

/** What is over or due today stands on top, all the rest below the counts. */
function lists(terms) {
  if (choice.lamp !== null) return { top: card(FILTERS[choice.lamp], listOf(terms, EMPTY[choice.lamp])), rest: [] };
  if (terms.length === 0) return { top: card('未办结的期限', el('p', {}, '没有未办结的期限。')), rest: [] };
  const others = terms.filter((term) => !isUrgent(term));
  return {
    top: card('已超期和今天到期', listOf(terms.filter(isUrgent), '没有超期,也没有今天到期的期限。')),
    rest: [card('其余未办结的期限', listOf(others, '没有其他未办结的期限。'))],
  };
}

async function terms(after = null, before = []) {
  const query = queryOf(choice.process, { limit: '50' });
  if (choice.lamp === 'today') query.set('dueToday', 'true');
  else if (choice.lamp !== null) query.set('lamp', choice.lamp);
  if (choice.department !== null) query.set('department', choice.department);
  if (after !== null) query.set('after', after);
  const { items, next } = await ask(`/terms?${query}`);
  const all = [...before, ...items];
  const { top, rest } = lists(all);
  const more = moreOf(next === null ? null : () => terms(next, all));
  document.querySelector('#terms').replaceChildren(top, ...(rest.length === 0 ? more : []));
  document.querySelector('#others').replaceChildren(...rest, ...(rest.length === 0 ? [] : more));
}

/** For those who do not supervise: their cases, also those in which nothing is due. */
async function cases(after = null, before = []) {
  const query = queryOf(choice.process, { limit: '50', ...(after === null ? {} : { after }) });
  const { items, next } = await ask(`/cases?${query}`);
  const all = [...before, ...items];
  if (all.length === 0) return;
  const rows = all.map((c) => [
    caseLink(c.caseId, c.subjectName, `${c.processText} · ${c.recordTitle}`),
    [c.outcomeText === null ? c.stageText : `${c.stageText}:${c.outcomeText}`, ...seatTexts(c)].join(','),
  ]);
  document
    .querySelector('#cases')
    .replaceChildren(
      card('办件', table(['办件', '进度'], rows)),
      ...moreOf(next === null ? null : () => cases(next, all)),
    );
}

/** Documents whose mail came back: no clock says that they are to be served another way. */
async function returned() {
  const { items } = await ask(`/cases?${queryOf(choice.process, { limit: '50', mailReturned: 'true' })}`);
  if (items.length === 0) return;
  const rows = items.map((c) => [
    lamp('red', '邮件退回'),
    caseLink(c.caseId, c.subjectName, `${c.processText} · ${c.recordTitle}`),
  ]);
  document.querySelector('#returned').replaceChildren(card('邮件退回,需另行送达', table(['状态', '办件'], rows)));
}

run(async () => {
  const { reads } = await ask('/me');
  const links = [];
  if (reads.includes('board')) {
    counted = await boards();
    links.push(el('a', { href: '/agencies' }, '第三方信用服务机构'));
  }
  if (reads.includes('people')) links.push(el('a', { href: '/people' }, '人员'));
  document.querySelector('#links').replaceChildren(...links);
  processes();
  filters();
  if (counted !== null) counts();
  await terms();
  await (counted === null ? cases() : returned());
});
