/** Document numbers (文号): one gap-free series per authority, kind of document and year of its date (成文日期). */
import type { NoticeKind } from './case.js';
import type { Day } from '../time/calendar.js';

const SERIES: Readonly<Record<NoticeKind, string>> = {
  acceptance: '信修受',
  nonAcceptance: '信修不受',
  supplement: '信修补',
  termination: '信修终',
  repairDecision: '信修决',
  refusalDecision: '信修不决',
  extension: '信修延',
  shieldDecision: '信修临',
  shieldEnd: '信修恢',
  revocationNotice: '信修撤告',
  revocationDecision: '信修撤',
  noRevocation: '信修不撤',
  prolongation: '公示续',
  listingNotice: '列告',
  listingDecision: '列决',
  noListingDecision: '不列决',
  recognition: '红认',
  noRecognition: '不红认',
  repairGuide: '信修告',
  rectificationOrder: '限改',
  interviewNotice: '约谈',
  interviewMinutes: '约谈录',
  objectionReceipt: '异议受',
  objectionResult: '异议处',
  reviewResult: '复核',
  exitDecision: '移出决',
  exitRefusal: '不移决',
  relistingNotice: '复列告',
  relistingDecision: '复列决',
  addressConfirmation: '址确',
};

/** The series a document is numbered in: 机关代字 + kind + 〔year〕. */
export const seriesOf = (documentCode: string, kind: NoticeKind, signedOn: Day): string =>
  `${documentCode}${SERIES[kind]}〔${signedOn.slice(0, 4)}〕`;

export const documentNumber = (series: string, n: number): string => `${series}${n}号`;
