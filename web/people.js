/** Who is there, who is away or gone, and what they had in hand; and how that is recorded, by those who may. */
import { card, el, lamp, say } from './dom.js';
import { date, field, form, line, select } from './form.js';
import { ask, run } from './session.js';

const PRESENCE = { there: '在岗', absent: '缺勤', left: '已离岗', disabled: '账号已停用' };
const COLORS = { there: 'green', absent: 'yellow', left: 'grey', disabled: 'grey' };
const GROUNDS = { left: '离岗', absent: '缺勤', reassigned: '调整分工' };
const WRITERS = ['reviewer', 'creditOffice'];
const ACCOUNT_KEEPERS = [...WRITERS, 'administrator'];
const ASK_AGAIN_MS = 2_000;

const asked = new URLSearchParams(location.search).get('presence');
const chosen = Object.hasOwn(PRESENCE, asked ?? '') ? asked : null;

/** Id → who it is, of all that the reader reaches. */
const people = new Map();
let mayWrite = false;
let mayKeepAccounts = false;

const nameOf = (id) => people.get(id)?.name ?? id;
const isGone = ({ presence }) => presence === 'left' || presence === 'disabled';

/** Nobody has their cases: that is for a person to act on. */
const isAbandoned = (p) => isGone(p) && p.openCases > 0;

/** Handlers of the same authority who can take something over; who is away is marked. */
const colleagues = (p) =>
  [...people.values()]
    .filter((o) => o.id !== p.id && o.department === p.department && o.roles.includes('handler') && !isGone(o))
    .map((o) => [o.id, o.presence === 'there' ? o.name : `${o.name}(${o.presenceText})`]);

function absenceText({ ground, from, until, standIn, reasons }) {
  if (ground === 'left') return `自 ${from} 起离岗(${reasons})`;
  return `${from} 至 ${until} 缺勤,由${nameOf(standIn)}代办(${reasons})`;
}

const isUnderway = ({ cases, done, refused }) => done + refused < cases;

function handoverLine(h) {
  const text = `${isUnderway(h) ? '正在交接' : '已交接'}给${nameOf(h.heir)}:${h.done}/${h.cases} 件`;
  return el(
    'li',
    {},
    isUnderway(h) ? el('progress', { max: h.cases, value: h.done + h.refused, 'aria-label': text }) : null,
    text,
    h.refused === 0 ? null : el('span', {}, ' ', lamp('red', `${h.refused} 件未能交接`)),
  );
}

const casesOf = (p) =>
  isAbandoned(p) ? lamp('red', `未办结 ${p.openCases} 件,无人承办`) : el('span', {}, `未办结 ${p.openCases} 件`);

/** Who it is, what they have in hand, and what is recorded of them. */
function tellOf(p) {
  const head = el(
    'div',
    { class: 'person-head' },
    el('h3', {}, p.name),
    lamp(COLORS[p.presence], p.presenceText),
    casesOf(p),
    el('span', { class: 'soft' }, `${p.rolesText} · ${p.id}`),
  );
  const lines = [
    ['缺勤和离岗', p.absences.map((a) => el('li', {}, absenceText(a)))],
    ['交接', p.handovers.map(handoverLine)],
  ].filter(([, items]) => items.length > 0);
  if (lines.length === 0) return [head];
  const facts = lines.flatMap(([what, items]) => [el('dt', {}, what), el('dd', {}, el('ul', {}, ...items))]);
  return [head, el('dl', { class: 'facts' }, ...facts)];
}

/** Asks again while cases are being handed over, and leaves alone what somebody is filling in. */
function follow(p, place) {
  if (!p.handovers.some(isUnderway)) return;
  setTimeout(() => {
    if (!place.isConnected) return;
    ask(`/people?${new URLSearchParams({ department: p.department, limit: '200' })}`)
      .then(({ items }) => {
        for (const item of items) people.set(item.id, item);
        const now = people.get(p.id);
        place.replaceChildren(...tellOf(now));
        follow(now, place);
      })
      .catch((error) => say(error.message));
  }, ASK_AGAIN_MS);
}

const NOBODY = '本单位没有其他在岗的经办人。';

/** Folded until somebody wants it; made then, so that it offers who is there by then. */
function folded(summary, make) {
  const place = el('div', {});
  const node = el('details', {}, el('summary', {}, summary), place);
  node.addEventListener('toggle', () => place.replaceChildren(...(node.open ? [make()] : [])));
  return node;
}

/** What is asked for only of one who comes back. */
function absenceForm(p, path, done) {
  const others = colleagues(p);
  const until = el(
    'fieldset',
    { class: 'plain', hidden: true, disabled: true },
    field('至(最后一日)', date('until')),
    field('代办人', select('standIn', [['', others.length === 0 ? NOBODY : '请选择'], ...others])),
  );
  const ground = select('ground', [
    ['left', '离岗,不再返回'],
    ['absent', '缺勤,返回日期已知'],
  ]);
  ground.addEventListener('change', () => {
    until.hidden = until.disabled = ground.value === 'left';
  });
  return form({
    path: `${path}/absences`,
    submit: '登记',
    fields: [field('情形', ground), field('自(第一日)', date('from')), until, field('理由', line('reasons'))],
    fieldOf: { NOT_COLLEAGUE: 'standIn', ABSENT_ALREADY: 'from' },
    done,
  });
}

const returnForm = (path, done) =>
  form({
    path: `${path}/return`,
    submit: '登记返岗',
    fields: [field('返岗日期', date('on'))],
    fieldOf: { NOT_ABSENT: 'on' },
    done,
  });

const handoverForm = (p, path, done) => {
  const others = colleagues(p);
  return form({
    path: `${path}/handovers`,
    submit: `交接全部 ${p.openCases} 件`,
    fields: [
      field('接手人', select('to', [['', others.length === 0 ? NOBODY : '请选择'], ...others])),
      field('原因', select('ground', Object.entries(GROUNDS))),
      field('自', date('since'), '原经办人自该日起离岗、缺勤,或者分工自该日起调整'),
      field('理由', line('reasons')),
    ],
    fieldOf: { NOT_COLLEAGUE: 'to' },
    done,
  });
};

const CLOSED = '停用后,已经发出的令牌最迟一秒后全部失效,其名下未交接的办件无人承办;身份认证服务的账号须另行停用';

const accountForm = (p, path, done) => {
  const closed = p.presence !== 'disabled';
  return form({
    path: `${path}/account`,
    submit: closed ? '停用' : '恢复',
    fields: [field('理由', line('reasons'), closed ? CLOSED : '恢复后须重新登录')],
    fixed: { closed },
    done,
  });
};

function formsOf(p) {
  const path = `/people/${encodeURIComponent(p.id)}`;
  const done = (word) => (answer) => {
    people.set(answer.id, answer);
    const again = person(answer);
    document.querySelector(`#${CSS.escape(blockId(p))}`).replaceWith(again);
    filters();
    say(`${answer.name}:${word}。`);
    again.focus();
  };
  const isClosed = p.presence === 'disabled';
  const kept = [
    p.absences.some((a) => a.ground === 'left')
      ? null
      : folded('登记离岗或者缺勤', () => absenceForm(p, path, done('已登记'))),
    p.absences.length === 0 ? null : folded('登记返岗', () => returnForm(path, done('已登记返岗'))),
    p.openCases === 0 ? null : folded('交接全部办件', () => handoverForm(p, path, done('已开始交接'))),
  ];
  const account = folded(isClosed ? '恢复账号' : '停用账号', () =>
    accountForm(p, path, done(isClosed ? '账号已恢复' : '账号已停用')),
  );
  return [...(mayWrite ? kept : []), mayKeepAccounts ? account : null].filter((node) => node !== null);
}

const blockId = ({ id }) => `person-${id}`;

function person(p) {
  const place = el('div', {}, ...tellOf(p));
  follow(p, place);
  return el('div', { class: 'term', id: blockId(p), tabindex: '-1' }, place, ...formsOf(p));
}

/** Who needs something done stands first. */
const rank = (p) => (isAbandoned(p) ? 0 : p.presence === 'absent' ? 1 : p.presence === 'there' ? 2 : 3);

function shown() {
  const all = [...people.values()].filter((p) => chosen === null || p.presence === chosen);
  if (all.length === 0) return [card('人员', el('p', {}, '没有符合条件的人员。'))];
  const departments = new Map(all.map((p) => [p.department, p.departmentName]));
  return [...departments].map(([id, name]) => {
    const own = all.filter((p) => p.department === id).sort((a, b) => rank(a) - rank(b));
    return card(name, ...own.map(person));
  });
}

function filters() {
  const option = (text, presence, n) =>
    el(
      'a',
      {
        class: 'option',
        href: presence === null ? '/people' : `/people?presence=${presence}`,
        'aria-current': presence === chosen ? 'true' : null,
      },
      `${text} ${n}`,
    );
  const counted = Object.entries(PRESENCE).map(([presence, text]) => [
    ...[text, presence, [...people.values()].filter((p) => p.presence === presence).length],
  ]);
  document
    .querySelector('#filters')
    .replaceChildren(option('全部', null, people.size), ...counted.map((one) => option(...one)));
}

async function readAll(after = null) {
  const query = new URLSearchParams({ limit: '200', ...(after === null ? {} : { after }) });
  const { items, next } = await ask(`/people?${query}`);
  for (const item of items) people.set(item.id, item);
  if (next !== null) await readAll(next);
}

run(async () => {
  const { roles } = await ask('/me');
  mayWrite = roles.some((role) => WRITERS.includes(role));
  mayKeepAccounts = roles.some((role) => ACCOUNT_KEEPERS.includes(role));
  await readAll();
  filters();
  document.querySelector('#people').replaceChildren(...shown());
});
