/** One case: where it stands, why each day is the day it is, who must do what, and all that has happened. */
import { card, el, lamp, seatTexts, table, when } from './dom.js';
import { journal } from './journal.js';
import { ask, run } from './session.js';

const id = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const SHOWN_WHEN_DONE = 3;

const facts = (pairs) => el('dl', { class: 'facts' }, ...pairs.flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, v)]));

const standOf = (c) => `${c.stageText}${c.outcomeText === null ? '' : `(${c.outcomeText})`}`;

const summary = (c) =>
  card(
    `${c.processText} · ${standOf(c)}`,
    facts([
      ['信用主体', c.subject.kind === 'person' ? `${c.subject.name}(自然人)` : `${c.subject.name}(${c.subject.code})`],
      [c.process === 'rectification' ? '所涉事项' : '所涉信息', recordText(c.record)],
      ['认定单位', c.departmentName],
      ...(c.handler === null ? [] : [['经办人', handlerText(c)]]),
      ...c.tasks.map((text) => ['待办', lamp('red', text)]),
      ...(c.consent === null ? [] : [['电子送达', c.consent.text]]),
      ['办件编号', c.caseId],
      ['开始', when(c.openedAt)],
      ...(c.closedAt === null ? [] : [['办结', when(c.closedAt)]]),
      ...(c.availableActs.length === 0 ? [] : [['您可以办理', c.availableActs.map((a) => a.title).join('、')]]),
    ]),
  );

const handlerText = (c) =>
  el(
    'span',
    {},
    [c.handler, ...seatTexts(c)].join(','),
    c.unattended ? el('span', {}, ' ', lamp('red', '无人承办')) : null,
  );

const UNDECIDED = new Set(['found', 'proposed', 'dropped']);

/** A matter that is not decided has no document of its own. */
const recordText = ({ title, list, documentNumber, status, statusText }) =>
  [title, list, UNDECIDED.has(status) ? null : documentNumber, statusText]
    .filter((text) => text !== null && text !== '')
    .join(' · ');

const caseLink = (caseId, text) => el('a', { href: `/cases/${encodeURIComponent(caseId)}` }, text);

/** What only this process knows: what it is about, what was said and answered, what is intended. */
const section = ({ title, facts: told, heads, rows }) =>
  card(
    title,
    told.length === 0
      ? null
      : facts(told.map((f) => [f.label, f.caseId === null ? f.text : caseLink(f.caseId, f.text)])),
    rows.length === 0 ? null : table(heads, rows),
  );

const DONE = new Set(['applied', 'suspended', 'lifted', 'declined']);

/** Where each measure stands at its department; what is still on the way is marked. */
function measures({ measures: all, process }) {
  if (process !== 'record' || all.length === 0) return null;
  const rows = all.map((m) => [
    el('span', {}, m.name, m.article === null ? null : el('span', { class: 'soft line' }, m.article)),
    m.partyName,
    m.mandatoryText,
    DONE.has(m.state) ? m.stateText : el('strong', {}, m.stateText),
    m.until ?? '随公示结束',
  ]);
  return card('措施在各单位的落实', table(['措施和依据', '实施单位', '类别', '状态', '截止日期'], rows));
}

/** The other files of the same record: one of them may be what this one waits for. */
async function others(c) {
  const { items } = await ask(`/cases?record=${encodeURIComponent(c.record.id)}&limit=200`);
  const rows = items
    .filter((o) => o.caseId !== c.caseId)
    .map((o) => [caseLink(o.caseId, o.processText), standOf(o), when(o.openedAt)]);
  return rows.length === 0 ? null : card('同一信息的其他办件', table(['办件', '进度', '开始'], rows));
}

/** What was applied for together with this: each is decided for itself. */
async function siblings(c) {
  if (c.applicationId === null) return null;
  const { channelText, channelNumber, items } = await ask(`/applications/${encodeURIComponent(c.applicationId)}`);
  const rows = items
    .filter((o) => o.caseId !== c.caseId)
    .map((o) => [caseLink(o.caseId, o.recordTitle), standOf(o), when(o.openedAt)]);
  const title = `同一份申请的其他信息(${channelText} ${channelNumber})`;
  return rows.length === 0 ? null : card(title, table(['失信信息', '进度', '开始'], rows));
}

const isOpen = (t) => t.status === 'running' || t.status === 'paused';

/** Soonest first; a clock that rests has no day yet. */
const byDue = (a, b) =>
  Number(a.status === 'paused') - Number(b.status === 'paused') || (a.dueAt < b.dueAt ? -1 : Number(a.dueAt > b.dueAt));

function dueText(t) {
  if (t.status === 'paused') return '恢复计时后确定到期日';
  if (t.endedAt === null) return `到期日 ${t.due}`;
  return t.status === 'met' ? `到期日 ${t.due},办结于 ${when(t.endedAt)}` : `停止于 ${when(t.endedAt)}`;
}

function term(t, isNext) {
  const head = el(
    'div',
    { class: 'term-head' },
    t.lamp === null ? el('span', { class: 'soft' }, t.standingText) : lamp(t.lamp, t.standingText),
    el('h3', {}, t.title),
    el('span', {}, dueText(t)),
    t.provisional && isOpen(t) ? el('span', { class: 'tag' }, '暂定:该年放假安排尚未公布') : null,
    t.inheritedSince === null || !isOpen(t) ? null : el('span', { class: 'tag' }, '交接待办'),
    t.basis === 'configured' ? el('span', { class: 'tag' }, '天数待确认') : null,
  );
  const why = el(
    'details',
    { open: isNext },
    el('summary', {}, t.status === 'paused' ? '如何计算' : '为什么是这一天'),
    el('ol', {}, ...t.explanation.map((line) => el('li', {}, line))),
    el('p', { class: 'soft' }, t.basisText),
  );
  const holder = t.instruction === null ? `应办:${t.holderName} · ` : '';
  return el('div', { class: 'term' }, head, el('div', { class: 'soft' }, holder, t.article), why);
}

/** What is still to be done, the next one with its proof; then what is done, folded when it is much. */
function terms(c) {
  if (c.terms.length === 0) return null;
  const open = c.terms.filter(isOpen).sort(byDue);
  const done = c.terms.filter((t) => !isOpen(t)).sort((a, b) => (a.endedAt < b.endedAt ? -1 : 1));
  const late = done.filter((t) => t.status === 'met' && t.lamp === 'red').length;
  const title = `已结束的期限 ${done.length} 项${late === 0 ? '' : `,其中逾期办结 ${late} 项`}`;
  return card(
    '期限',
    ...(open.length === 0 ? [el('p', {}, '没有未办结的期限。')] : open.map((t, n) => term(t, n === 0))),
    done.length === 0
      ? null
      : el(
          'details',
          { class: 'done', open: done.length <= SHOWN_WHEN_DONE },
          el('summary', {}, title),
          ...done.map((t) => term(t, false)),
        ),
  );
}

function instructions(c) {
  if (c.instructions.length === 0) return null;
  const dueOf = (i) => c.terms.find((t) => t.instruction?.id === i.id);
  const due = (t) => (t === undefined ? '—' : lampOrText(t));
  const rows = c.instructions.map((i) => [
    i.partyName,
    i.effectText,
    due(dueOf(i)),
    i.stateText,
    i.receipt ?? i.detail ?? '—',
    when(i.movedAt),
  ]);
  return card('指令', table(['单位', '事项', '期限', '状态', '回执', '更新'], rows));
}

const lampOrText = (t) => (t.lamp === null ? t.standingText : lamp(t.lamp, t.standingText));

const served = ({ service }) =>
  service === null
    ? '尚未送达'
    : [service.methodText, when(service.servedAt), service.evidence ?? '凭证已删除'].join(',');

/** The mail is no service; it is told of only while it has something to say. */
const mailText = (n) =>
  n.toServeOtherwise
    ? el('strong', { class: 'line' }, n.announcementText)
    : el('span', { class: 'soft line' }, n.announcementText);

/** 作废, since when, and what takes its place. */
function voidText({ voided, voidProposed }, all) {
  if (voidProposed) return el('span', { class: 'soft line' }, '已提出作废,待确认');
  if (voided === null) return null;
  const other = all.find((n) => n.id === voided.replacedBy);
  return el(
    'span',
    { class: 'line void' },
    `自 ${voided.since} 起作废`,
    other === undefined ? null : `,由 ${other.number} 代替`,
  );
}

function notices(c) {
  if (c.notices.length === 0) return null;
  const rows = c.notices.map((n) => [
    el('span', {}, n.kindText, n.reasons === null ? null : el('span', { class: 'soft line' }, n.reasons)),
    el('span', {}, n.number ?? '—', voidText(n, c.notices)),
    n.signedOn,
    el('span', {}, served(n), mailText(n)),
  ]);
  return card('文书', table(['文书', '文号', '成文日期', '送达'], rows));
}

run(async () => {
  const c = await ask(`/cases/${encodeURIComponent(id)}`);
  const title = `${c.subject.name} · ${c.processText}`;
  document.querySelector('#title').textContent = title;
  document.title = `${title} · 信修`;
  const [history, together, files] = c.whole
    ? await Promise.all([journal(id), siblings(c), others(c)].map((part) => part.catch(() => null)))
    : [null, null, null];
  const told = c.sections.map(section);
  const parts = [summary(c), terms(c), ...told, measures(c), instructions(c), notices(c), together, files, history];
  document.querySelector('#case').replaceChildren(...parts.filter((p) => p !== null));
});
