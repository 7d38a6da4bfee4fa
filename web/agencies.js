/** Agencies that are given records: what is late, since when, by which article, and what the office has done about it. */
import { card, el, lamp, moreOf, table, when } from './dom.js';
import { ask, run } from './session.js';

const COLORS = { shared: 'green', demanded: 'yellow', cutOff: 'red' };

const facts = (pairs) => el('dl', { class: 'facts' }, ...pairs.flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, v)]));

/** Still shared with though something is over: that is for the office to act on. */
const lampOf = ({ agency, late }) => (agency.status === 'shared' && late > 0 ? 'red' : COLORS[agency.status]);

const lateText = ({ late, lateSince, lateArticle }) =>
  late === 0 ? '没有超期的指令' : `${late} 条超期未落实,最早一条自 ${lateSince} 届满,依据:${lateArticle}`;

function demandText({ demandTerm, demandedAt }) {
  if (demandTerm === null) return '没有';
  return el(
    'span',
    {},
    `${when(demandedAt)} 督促,整改期限至 ${demandTerm.due},依据:${demandTerm.article}`,
    el(
      'details',
      {},
      el('summary', {}, '为什么是这一天'),
      el('ol', {}, ...demandTerm.explanation.map((line) => el('li', {}, line))),
      el('p', { class: 'soft' }, demandTerm.basisText),
    ),
  );
}

function agency(a) {
  const rows = a.agency.acts.map((act) => [act.actText, when(act.at), act.reasons, `${act.late} 条`, act.actor]);
  return card(
    a.name,
    lamp(lampOf(a), a.agency.statusText),
    facts([
      ['尚未落实', `${a.open} 条指令,其中 ${a.refused} 条待人工处理`],
      ['超期', lateText(a)],
      ['督促整改', demandText(a.agency)],
      ['暂停共享', a.agency.cutOffAt === null ? '没有' : `自 ${when(a.agency.cutOffAt)} 起`],
    ]),
    rows.length === 0 ? null : table(['督办', '时间', '理由', '当时超期', '办理人'], rows),
  );
}

async function agencies(after = null, before = []) {
  const query = new URLSearchParams({ limit: '50', agencies: 'true', ...(after === null ? {} : { after }) });
  const { items, next } = await ask(`/parties?${query}`);
  const all = [...before, ...items];
  const shown =
    all.length === 0 ? [card('没有登记的机构', el('p', {}, '本地区没有登记第三方信用服务机构。'))] : all.map(agency);
  document
    .querySelector('#agencies')
    .replaceChildren(...shown, ...moreOf(next === null ? null : () => agencies(next, all)));
}

run(() => agencies());
