/** The documents (文书) in plain text: one catalogue of templates, filled from the case as it stood when it was signed. */
import type { Day } from '../domain/calendar.js';
import type { Effect, NoticeKind, Term, TermKind } from '../domain/case.js';
import { ruleById } from '../domain/law/rules.js';
import { citation, isInForce } from '../domain/law/rule.js';
import type { TermRule, TermUnit } from '../domain/term.js';
import { EFFECT_TEXT, NOTICE_TEXT, TERM_TEXT } from '../contract/texts.js';
import type { NoticeFile } from '../register/delivery-queries.js';

export interface NoticeText {
  readonly title: string;
  /** 文号. */
  readonly number: string;
  readonly addressee: string;
  readonly paragraphs: readonly string[];
  readonly authority: string;
  /** 成文日期 in Chinese numerals. */
  readonly date: string;
}

interface Template {
  /** Rules cited where they are in force on the day of signing. */
  readonly rules: readonly string[];
  /** Terms whose articles are cited as well. */
  readonly clocks: readonly TermKind[];
  /** Paragraphs; {names} are filled in. */
  readonly body: readonly string[];
  /** Terms whose last day is told. */
  readonly dues: readonly TermKind[];
  /** Adverse documents tell how they can be challenged. */
  readonly adverse: boolean;
}

const APPLIED = '{you}{application}信用修复申请,请求修复{record}。';

const TEMPLATES: Readonly<Record<NoticeKind, Template>> = {
  acceptance: {
    rules: [],
    clocks: ['acceptance'],
    body: [APPLIED, '经审查,申请材料齐全、符合要求。依据{basis},本单位决定予以受理。'],
    dues: ['verification', 'result'],
    adverse: false,
  },
  nonAcceptance: {
    rules: ['N36-reject-reason'],
    clocks: ['acceptance'],
    body: [APPLIED, '经审查,依据{basis},本单位决定不予受理。', '理由:{reasons}。'],
    dues: [],
    adverse: true,
  },
  supplement: {
    rules: [],
    clocks: ['acceptance'],
    body: [
      APPLIED,
      '经审查,申请材料不齐全或者不符合要求。依据{basis},现一次性告知需要补正的全部内容:{reasons}。',
      '请自本告知书送达之日起{supplementTerm}内补正(依据:{supplementArticle})。补正期间,本单位的办理期限不计算。逾期未补正的,本单位将终止办理。',
    ],
    dues: [],
    adverse: false,
  },
  termination: {
    rules: ['N36-accept'],
    clocks: ['supplement'],
    body: [APPLIED, '{you}{reasons}。依据{basis},本单位决定终止办理。', '符合条件的,{you}可以重新提出申请。'],
    dues: [],
    adverse: true,
  },
  repairDecision: {
    rules: ['N36-cond', 'N36-03-meaning'],
    clocks: ['verification'],
    body: [
      APPLIED,
      '经核查:{findings}。',
      '依据{basis},本单位决定准予信用修复。',
      '有关单位应当同步落实下列修复结果:{effects}。',
    ],
    dues: ['effect'],
    adverse: false,
  },
  refusalDecision: {
    rules: ['N36-cond'],
    clocks: ['verification'],
    body: [APPLIED, '经核查:{findings}。', '依据{basis},本单位决定不予信用修复。', '理由:{reasons}。'],
    dues: [],
    adverse: true,
  },
};

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
  const { body, dues, adverse } = TEMPLATES[notice.kind];
  const values = valuesOf(file);
  return {
    title: NOTICE_TEXT[notice.kind],
    number: notice.number ?? '',
    addressee: `${subject.name}(${CODE[subject.codeKind] ?? '代码'}:${subject.code}):`,
    paragraphs: [
      ...body.map((paragraph) => paragraph.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')),
      ...dues.flatMap((kind) => dueLines(file, kind)),
      ...(adverse ? [remedies(NOTICE_TEXT[notice.kind])] : []),
    ],
    authority: authority.name,
    date: chineseDay(notice.signedOn),
  };
}

/** One string, as it is read aloud: title, 文号, addressee, paragraphs, authority, 成文日期. */
export const plainNotice = (text: NoticeText): string =>
  [
    text.title,
    text.number,
    text.addressee,
    ...text.paragraphs.map((p) => `\u3000\u3000${p}`),
    text.authority,
    text.date,
  ].join('\n\n');

function valuesOf(file: NoticeFile): Readonly<Record<string, string>> {
  const { application, record, notice, atSigning, supplementTerm } = file;
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

/** 行政复议 and 行政诉讼; a number that was not read in the law is marked. */
function remedies(title: string): string {
  const ways = [
    ['ARL-20', '内向有管辖权的行政复议机关申请行政复议'],
    ['LIT-6m', '内依法向人民法院提起行政诉讼'],
  ] as const;
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

/** 2026年11月22日. */
export const arabicDay = (day: Day): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};

const DIGITS = '〇一二三四五六七八九';
const digit = (n: number): string => DIGITS.charAt(n);

/** 二〇二六年十一月二十二日, as official documents write their date. */
export function chineseDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const digits = Array.from(year, (c) => digit(Number(c))).join('');
  return `${digits}年${belowHundred(Number(month))}月${belowHundred(Number(date))}日`;
}

function belowHundred(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : digit(n % 10);
  if (tens === 0) return digit(n);
  return `${tens === 1 ? '' : digit(tens)}十${ones}`;
}
