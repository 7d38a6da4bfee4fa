/** One case: where it stands, why each day is the day it is, who must do what, and all that has happened. */
import { el, lamp, table, when } from './dom.js';
import { ask, run } from './session.js';

const id = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const TERM_STATUS = { running: '计时中', paused: '暂停', met: '已办', cancelled: '已停止' };
const ROLE = {
  enterpriseAgent: '企业经办人',
  windowClerk: '窗口人员',
  handler: '承办人',
  reviewer: '复核人',
  creditOffice: '信用办',
  departmentSystem: '协同单位',
  system: '系统',
};

const card = (title, ...children) => el('section', {}, el('h2', {}, title), ...children);
const facts = (pairs) => el('dl', { class: 'facts' }, ...pairs.flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, v)]));

const summary = (c) =>
  card(
    `${c.processText} · ${c.stageText}${c.outcomeText === null ? '' : `(${c.outcomeText})`}`,
    facts([
      ['信用主体', `${c.subject.name}(${c.subject.code})`],
      ['失信信息', `${c.record.title} · ${c.record.documentNumber}`],
      ['认定单位', c.departmentName],
      ['办件编号', c.caseId],
      ['开始', when(c.openedAt)],
      ...(c.closedAt === null ? [] : [['办结', when(c.closedAt)]]),
      ...(c.availableActs.length === 0 ? [] : [['您可以办理', c.availableActs.map((a) => a.title).join('、')]]),
    ]),
  );

function term(t) {
  const head = el(
    'div',
    { class: 'term-head' },
    t.lamp === null ? el('span', { class: 'soft' }, TERM_STATUS[t.status]) : lamp(t.lamp),
    el('h3', {}, t.kindText),
    el('span', {}, `到期日 ${t.due}`),
    el('span', { class: 'soft' }, TERM_STATUS[t.status]),
    t.provisional ? el('span', { class: 'tag' }, '暂定:该年放假安排尚未公布') : null,
    t.basis === 'configured' ? el('span', { class: 'tag' }, '待确认') : null,
  );
  const why = el(
    'details',
    {},
    el('summary', {}, '为什么是这一天'),
    el('ol', {}, ...t.explanation.map((line) => el('li', {}, line))),
    el('p', { class: 'soft' }, t.basisText),
  );
  return el('div', { class: 'term' }, head, el('div', { class: 'soft' }, t.article), why);
}

const terms = (c) => (c.terms.length === 0 ? null : card('期限', ...c.terms.map(term)));

const instructions = (c) =>
  c.instructions.length === 0
    ? null
    : card(
        '指令',
        table(
          ['单位', '事项', '状态', '回执', '更新'],
          c.instructions.map((i) => [
            i.partyName,
            i.effectText,
            i.stateText,
            i.receipt ?? i.detail ?? '—',
            when(i.movedAt),
          ]),
        ),
      );

const notices = (c) =>
  c.notices.length === 0
    ? null
    : card(
        '文书',
        table(
          ['文书', '文号', '成文日期', '送达'],
          c.notices.map((n) => [
            n.kindText,
            n.number ?? '—',
            n.signedOn,
            n.service === null ? '尚未送达' : when(n.service.servedAt),
          ]),
        ),
      );

const entry = (e) =>
  el(
    'li',
    {},
    el('strong', {}, e.actText),
    ' ',
    el(
      'span',
      { class: 'soft' },
      `${when(e.effectiveAt)} · ${ROLE[e.actorRole] ?? e.actorRole}${e.actorDepartment === null ? '' : ` · ${e.actorDepartment}`}`,
    ),
    said(e.payload),
  );

/** The words of an act, where there are some. */
function said(payload) {
  const words = ['reasons', 'findings', 'note', 'reason', 'evidence', 'detail']
    .map((k) => payload?.[k])
    .filter((v) => typeof v === 'string');
  const items = Array.isArray(payload?.items) ? payload.items : [];
  return words.length + items.length === 0 ? null : el('div', {}, [...words, ...items].join(';'));
}

async function journal() {
  const entries = [];
  for (let after = null; ;) {
    const { items, next } = await ask(
      `/cases/${encodeURIComponent(id)}/journal?limit=200${after === null ? '' : `&after=${after}`}`,
    );
    entries.push(...items);
    if (next === null) return card('办理过程', el('ol', { class: 'timeline' }, ...entries.map(entry)));
    after = next;
  }
}

run(async () => {
  const c = await ask(`/cases/${encodeURIComponent(id)}`);
  document.querySelector('#title').textContent = `${c.subject.name} · ${c.processText}`;
  const parts = [summary(c), terms(c), instructions(c), notices(c), c.whole ? await journal().catch(() => null) : null];
  document.querySelector('#case').replaceChildren(...parts.filter((p) => p !== null));
});
