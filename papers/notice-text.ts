/** What a document (文书) says: one catalogue of templates, filled from the case as it stood when it was signed. */
import type { Effect, Term, TermKind } from '../domain/file/case.js';
import { listByName } from '../domain/law/lists.js';
import { ruleById } from '../domain/law/rules.js';
import { citation, isInForce } from '../domain/law/rule.js';
import type { TermRule, TermUnit } from '../domain/time/term.js';
import { arabicDay, chineseDay } from './notice-days.js';
import { TEMPLATES } from './notice-templates.js';
import { particularTables, particularValues } from './notice-particulars.js';
import type { Block, NoticeText } from './paper.js';
import { EFFECT_TEXT, NOTICE_TEXT, TERM_TEXT } from '../contract/texts.js';
import type { NoticeFile } from '../register/delivery-queries.js';

const CHANNEL: Readonly<Record<string, string>> = {
  'credit-china': '“信用中国”网站',
  necips: '国家企业信用信息公示系统',
  window: '线下窗口',
};
const CODE: Readonly<Record<string, string>> = {
  uscc: '统一社会信用代码',
  organisationCode: '组织机构代码',
  registrationNumber: '注册号',
};
const UNCONFIRMED = '待确认';

/** The document's text. Needs the 文号: an unsigned one has no text. */
export function noticeText(file: NoticeFile): NoticeText {
  const { notice, subject, authority } = file;
  const { body, dues, adverse, signedBy } = TEMPLATES[notice.kind];
  const values = valuesOf(file);
  const tables = particularTables(file);
  return {
    title: NOTICE_TEXT[notice.kind],
    number: notice.number ?? '',
    addressee: addresseeOf(subject),
    blocks: [
      ...body.flatMap((part): readonly Block[] =>
        typeof part === 'string' ? filled(part, values) : [tables[part.table] ?? []].flat(),
      ),
      ...dues.flatMap((kind) => dueLines(file, kind)),
      ...(adverse ? [remedies(file)] : []),
    ],
    authority: authority.name,
    ...(signedBy === undefined ? {} : { signedBy }),
    date: chineseDay(notice.signedOn),
  };
}

/** The paragraph with its names filled in, or nothing when that leaves it empty. */
function filled(paragraph: string, values: Readonly<Record<string, string>>): readonly string[] {
  const text = paragraph.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return text === '' ? [] : [text];
}

/** A natural person by name alone: the code is a hash, and the number is not known here. */
const addresseeOf = ({ kind, codeKind, code, name }: NoticeFile['subject']): string =>
  kind === 'person' ? `${name}:` : `${name}(${CODE[codeKind] ?? '代码'}:${code}):`;

function valuesOf(file: NoticeFile): Readonly<Record<string, string>> {
  const { application, record, notice, atSigning, supplementTerm, statementTerm } = file;
  return {
    you: file.subject.kind === 'organisation' ? '你单位' : '你',
    application:
      application === null
        ? '提出'
        : `于${arabicDay(application.receivedOn)}通过${CHANNEL[application.channel] ?? ''}(受理编号:${application.channelNumber})提出`,
    record: `“${record.title}”失信信息(${record.kind},文书号${record.documentNumber},认定日期${arabicDay(record.decisionDate)})`,
    basis: basis(file).join('、'),
    findings: withoutStop(atSigning.proposal?.findings ?? ''),
    reasons: withoutStop(notice.reasons ?? ''),
    effects: distinct(atSigning.instructions.map((i) => EFFECT_TEXT[i.effect])).join('、') || allEffects,
    supplementTerm: span(supplementTerm),
    supplementArticle: supplementTerm.article,
    statementTerm: span(statementTerm),
    statementArticle: statementTerm.article,
    reasonsLine: notice.reasons === null ? '' : `理由:${withoutStop(notice.reasons)}。`,
    ...particularValues(file),
  };
}

const EFFECTS: readonly Effect[] = ['endPublicity', 'stopSharing', 'liftMeasures'];
const allEffects = EFFECTS.map((effect) => EFFECT_TEXT[effect]).join('、');

function basis({ notice, atSigning }: NoticeFile): readonly string[] {
  const { rules, clocks } = TEMPLATES[notice.kind];
  const ofTerms = atSigning.terms.filter((t) => clocks.includes(t.kind)).map((t) => t.rule.article);
  const ofRules = rules.flatMap((id) => {
    const rule = ruleById(id);
    return rule !== undefined && isInForce(rule, notice.signedOn) ? [citation(rule)] : [];
  });
  return distinct([...ofRules, ...ofTerms]);
}

/** The latest last day of the terms of that kind; for effects that of all parties. */
function dueLines({ atSigning }: NoticeFile, kind: TermKind): readonly string[] {
  const open = atSigning.terms.filter((t) => t.kind === kind && t.status === 'running');
  const last = open.reduce<Term | null>((a, t) => (a === null || t.derivation.due > a.derivation.due ? t : a), null);
  if (last === null) return [];
  const { due, provisional } = last.derivation;
  const doubts = [
    ...(provisional ? ['日期暂定'] : []),
    ...(last.rule.basis === 'configured' ? [`天数${UNCONFIRMED}`] : []),
  ];
  const note = [`依据:${last.rule.article}`, ...doubts].join(';');
  return [`${TERM_TEXT[kind]}的期限:${arabicDay(due)}前(含当日)(${note})。`];
}

const WAYS: readonly (readonly [string, string])[] = [
  ['ARL-20', '内向有管辖权的行政复议机关申请行政复议'],
  ['LIT-6m', '内依法向人民法院提起行政诉讼'],
];
/** What a court decides on an objection is no administrative act. */
const COURT_WAYS: readonly (readonly [string, string])[] = [['SPC-12-recon', '内向上一级人民法院申请复议']];

/** 行政复议 and 行政诉讼; a number that was not read in the law is marked. */
function remedies({ notice, listName }: NoticeFile): string {
  const title = NOTICE_TEXT[notice.kind];
  const ofCourt = notice.kind === 'objectionResult' && listByName(listName)?.authorityKinds.includes('court') === true;
  const ways = ofCourt ? COURT_WAYS : WAYS;
  const texts = ways.flatMap(([id, way]) => {
    const rule = ruleById(id);
    if (rule?.number == null || rule.unit === null) return [];
    const doubt = rule.numberBasis === 'seen' ? '' : `,${UNCONFIRMED}`;
    return [`${rule.number}${UNIT[rule.unit] ?? ''}${way}(${citation(rule)}${doubt})`];
  });
  return `对本${title.endsWith('决定书') ? '决定' : '通知'}不服的,可以自知道或者应当知道之日起${texts.join(',也可以在')}。`;
}

const UNIT: Readonly<Record<string, string>> = { day: '日', month: '个月', workday: '个工作日', year: '年' };
const SPAN: Partial<Record<TermUnit, string>> = { ...UNIT, prompt: '个工作日' };
const span = ({ number, unit, basis: known }: TermRule): string =>
  `${number}${SPAN[unit] ?? '日'}${known === 'configured' ? `(${UNCONFIRMED})` : ''}`;

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
const withoutStop = (text: string): string => text.replace(/[。;;\s]+$/u, '');
