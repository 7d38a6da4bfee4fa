/** The ways that cases go, of which each is frozen as a history: together they come through every stage of every process. */
import { addDays, dayOf, instantAt, type Day } from '../../domain/time/calendar.js';
import type { Process } from '../../domain/file/case.js';
import { addMatter, type SceneMatter } from '../support/network.js';
import { LIST } from '../support/random-acts.js';
import type { Rig } from '../support/rig.js';
import { act, actor, AGENT, application, AUTHORITY, HANDLER, REVIEWER } from '../support/scene.js';

const SYSTEM = actor('system', 'system');
const OFFICE = actor('office', 'creditOffice', 'huaian-xyb');

/** One record on its way, and what is done to it. */
export class Path {
  /** Of an objection. */
  docket = '';
  caseId: string | null = null;
  readonly rig: Rig;
  private notice: string | undefined;
  private readonly process: Process;
  private readonly id: string;

  constructor(rig: Rig, process: Process, id: string) {
    this.rig = rig;
    this.process = process;
    this.id = id;
  }

  async today(): Promise<Day> {
    return dayOf(await this.rig.now());
  }

  async record(decidedDaysAgo: number, more: Partial<SceneMatter> = {}): Promise<void> {
    const decisionDate = addDays(await this.today(), -decidedDaysAgo);
    await addMatter(this.rig.db.owner, { id: this.id, decisionDate, status: 'published', list: null, ...more });
  }

  async publish(decidedDaysAgo: number, more: Partial<SceneMatter> = {}): Promise<void> {
    await this.record(decidedDaysAgo, more);
    const at = await this.rig.now();
    await this.rig.signal('record', this.id, act('publish', SYSTEM, {}, { at, id: `publish-${this.id}` }));
    await this.rig.pass(0.01);
    if (this.process === 'record') this.caseId = await this.file('record');
  }

  async apply(decidedDaysAgo = 150): Promise<void> {
    await this.record(decidedDaysAgo);
    await this.does('apply', AGENT, application(this.id, await this.today()));
  }

  /** Another process of the same record. */
  other(process: Process): Path {
    return new Path(this.rig, process, this.id);
  }

  /** Throws when it is refused. */
  async does(name: string, by: typeof HANDLER, payload: object = {}): Promise<void> {
    const result = await this.sends(name, by, payload);
    if (result.kind !== 'committed') throw new Error(`${name}: ${JSON.stringify(result)}`);
    this.caseId = result.answer.caseId;
    this.notice = result.answer.notices[0]?.id ?? this.notice;
  }

  async sends(name: string, by: typeof HANDLER, payload: object = {}) {
    const message = act(name, by, payload, { at: await this.rig.now(), caseId: this.caseId });
    return this.rig.send(this.process, this.id, message, this.docket);
  }

  /** The last document, read at the portal. */
  serve = (): Promise<void> =>
    this.does('recordService', AGENT, { noticeId: this.notice, method: 'portal', evidence: '网上查阅' });

  /** Proposed, returned, proposed again, and confirmed. */
  decided = async (outcome: string, name = 'propose', more: object = {}, by = HANDLER): Promise<void> => {
    const opinion = { outcome, findings: '已核查', reasons: '情况说明', ...more };
    const reviewer = { ...REVIEWER, department: by.department };
    await this.does(name, by, opinion);
    await this.does('confirm', reviewer, { approve: false, reasons: '请补充核查情况' });
    await this.does(name, by, opinion);
    await this.does('confirm', reviewer, { approve: true });
  };

  /** Whoever has no system reports that it is done. */
  async reported(): Promise<void> {
    await this.rig.pass(0.01);
    const { rows } = await this.rig.db.pool.query<{ id: string }>(
      `select i.id from instruction i join case_file c on c.id = i.case_id
        where i.record_id = $1 and c.process = $2 and i.state in ('pending', 'accepted')`,
      [this.id, this.process],
    );
    for (const { id } of rows)
      await this.does('report', OFFICE, { instructionId: id, outcome: 'done', receipt: '已办理', detail: null });
  }

  private async file(process: Process): Promise<string | null> {
    const { rows } = await this.rig.db.pool.query<{ id: string }>(
      'select id from case_file where record_id = $1 and process = $2',
      [this.id, process],
    );
    return rows[0]?.id ?? null;
  }
}

type Paths = Readonly<Record<string, (p: Path) => Promise<void>>>;

async function granted(p: Path): Promise<void> {
  await p.apply();
  await p.does('accept', HANDLER);
  await p.decided('grant');
  await p.rig.pass(6);
  await p.reported();
}

async function grantedUnreachable(p: Path): Promise<void> {
  p.rig.world = (item) => (item.kind === 'instruction' && item.id.endsWith('-i1') ? 'unreachable' : 'done');
  await p.apply();
  await p.does('accept', HANDLER);
  await p.decided('grant');
  await p.rig.pass(0.1);
  p.rig.world = () => 'done';
  await p.rig.pass(0.1);
  await p.reported();
}

const repair: Paths = {
  grant: granted,
  'grant-unreachable': grantedUnreachable,
  refuse: async (p) => {
    await p.apply();
    await p.does('accept', HANDLER);
    await p.decided('refuse');
  },
  'not-accepted': async (p) => {
    await p.apply();
    await p.rig.pass(8);
    await p.does('refuseAcceptance', HANDLER, { reasons: '义务未履行完毕' });
  },
  'supplement-terminated': async (p) => {
    await p.apply();
    await p.does('requestSupplement', HANDLER, { items: ['缴款凭证'] });
    await p.serve();
  },
  'supplement-supplied': async (p) => {
    await p.apply();
    await p.does('requestSupplement', HANDLER, { items: ['缴款凭证'] });
    await p.serve();
    await p.rig.pass(1);
    await p.does('supplement', AGENT, { documents: [] });
    await p.does('accept', HANDLER);
    await p.decided('refuse');
  },
  withdrawn: async (p) => {
    await p.apply();
    await p.does('accept', HANDLER);
    await p.does('withdraw', AGENT, { reason: '不再申请' });
  },
  transferred: async (p) => {
    const rule = [`insert into rule_override (region, parameter, number, unit, citation, in_force_from, entered_by)`];
    rule.push(`values ('320800', 'transfer', 2, 'workday', '本市工作规程', '2026-01-01', 'admin')`);
    await p.rig.db.owner.query(rule.join(' '));
    await p.apply();
    await p.does('transfer', OFFICE);
    await p.does('accept', HANDLER);
    await p.does('extend', HANDLER, { reasons: '需要现场核查' });
    await p.serve();
    await p.decided('refuse');
    await p.rig.db.owner.query(`delete from rule_override where parameter = 'transfer'`);
  },
  revoked: async (p) => {
    await p.apply();
    await p.does('accept', HANDLER);
    await p.decided('grant');
    await p.reported();
    p.caseId = null;
    await p.does('proposeRevocation', HANDLER, {
      ...{ ground: 'falseMaterial', reasons: '缴款凭证系伪造', electronicService: true },
      documents: [{ kind: 'other', name: '鉴定意见.pdf', sha256: '0'.repeat(64) }],
    });
    await p.serve();
    await p.does('state', AGENT, { grounds: [{ text: '本单位不知情' }] });
    await p.rig.pass(30);
    const opinion = { outcome: 'revoke', findings: '凭证与流水不符', reasons: '意见不成立' };
    p.rig.world = () => 'accepted';
    await p.does('concludeRevocation', HANDLER, opinion);
    await p.does('confirm', REVIEWER, { approve: true });
    await p.rig.pass(0.1);
    await p.reported();
    p.rig.world = () => 'done';
  },
  'refused-application': async (p) => {
    await p.record(20);
    await p.sends('apply', AGENT, application('early', await p.today()));
  },
};

const record: Paths = {
  maximum: (p) => p.publish(350),
  unclassified: async (p) => {
    await p.publish(350, { severity: null });
    await p.does('classify', HANDLER, { severity: 'general', reasons: '行业分类标准' });
  },
  unfulfilled: async (p) => {
    await p.publish(350, { fulfilled: false });
    await p.rig.pass(30);
    await p.does('endUnfulfilled', HANDLER, { reasons: '行业规定的期限届满' });
  },
  repaired: async (p) => {
    await p.publish(150);
    const other = p.other('repair');
    await other.does('apply', AGENT, application('repaired', await p.today()));
    await other.does('accept', HANDLER);
    await other.decided('grant');
  },
  'objected-twice': async (p) => {
    await p.publish(340);
    for (const docket of ['o1', 'o2']) {
      const other = p.other('objection');
      other.docket = docket;
      await other.does('object', AGENT, OBJECTION);
      await other.decided('uphold', 'conclude', { verdict: 'uphold' });
      await other.reported();
      await p.reported();
    }
  },
  long: async (p) => {
    await p.publish(350);
    for (let n = 0; n < 90; n += 1) await p.sends('classify', HANDLER, { severity: 'general', reasons: '' });
  },
};

const PROPOSAL = {
  ...{
    list: LIST.code,
    facts: '超标排放,拒不改正',
    basis: '国办发〔2020〕49号',
    measures: ['procurementBan', 'subsidyLimit'],
  },
  ...{ months: null, electronicService: true, linkedCase: null },
};
const CONTENTS = { facts: '事由', basis: '依据', measuresHint: '提示', exitConditions: '移出', remedies: '救济' };
const DECISION = { measures: ['procurementBan'], months: null, graceMonths: 0, contents: CONTENTS };

/** Noticed, spoken to and answered, by the authority of this list. */
async function heard(p: Path, list: string, name: string, authority = AUTHORITY): Promise<typeof HANDLER> {
  const by = { ...HANDLER, department: authority };
  await p.record(10, { status: 'proposed', list: name, authority, severity: 'serious', parties: [] });
  await p.does('proposeListing', by, { ...PROPOSAL, list });
  await p.serve();
  await p.does('state', AGENT, { grounds: [{ text: '已整改' }], hearing: false });
  await p.rig.pass(30);
  await p.does('answerGrounds', by, { answers: [{ ground: 'g1', accepted: false, reason: '经复核' }] });
  return by;
}

const listing: Paths = {
  listed: async (p) => {
    await heard(p, LIST.code, LIST.name);
    await p.decided('list', 'proposeDecision', DECISION);
    await p.serve();
  },
  'not-listed': async (p) => {
    await heard(p, LIST.code, LIST.name);
    await p.decided('notList', 'proposeDecision', DECISION);
  },
  consented: async (p) => {
    const by = await heard(p, 'samr', '市场监督管理严重违法失信名单', 'huaian-scjg');
    await p.decided('list', 'proposeDecision', DECISION, by);
    await p.does('consent', actor('superior', 'reviewer', 'js-scjg'), { approve: true });
    await p.serve();
  },
  final: async (p) => {
    const by = await heard(p, 'tax', '重大税收违法失信主体', 'huaian-tax');
    await p.decided('list', 'proposeDecision', DECISION, by);
    await p.rig.pass(1);
    const said = { finalOn: await p.today(), documentNumber: '示例〔2026〕1号' };
    await p.does('confirmFinality', by, said);
    await p.serve();
  },
  received: async (p) => {
    await p.record(10, { status: 'proposed', list: LIST.name, severity: 'serious', parties: [] });
    const said = { documentNumber: '苏环发〔2026〕1号', decidedOn: addDays(await p.today(), -3) };
    await p.does('receiveListing', HANDLER, { ...PROPOSAL, ...said });
    await p.does('verifyReceived', HANDLER, { confirmed: true, reasons: '已核实' });
  },
  recognised: async (p) => {
    const list = '守信联合激励对象名单(红名单)';
    await p.record(0, { status: 'proposed', list, severity: null, parties: [] });
    const said = { facts: '连续三年无不良信用记录', basis: '实施方案 二', measures: ['papersLater'] };
    await p.does('recognise', HANDLER, { ...said, electronicService: true });
    await p.rig.pass(20);
    await p.decided('list', 'proposeDecision', { measures: ['papersLater'] });
  },
};

const ordered = async (p: Path): Promise<void> => {
  await p.record(0, { status: 'found', list: LIST.name, severity: null, parties: [] });
  await p.does('orderRectification', HANDLER, {
    ...{ items: [{ text: '安装治污设施' }, { text: '提交监测报告' }], deadline: addDays(await p.today(), 20) },
    ...{ facts: '超标排放', serious: false, list: LIST.code, electronicService: true },
  });
  await p.serve();
};
const reportsItem = (p: Path, id: string): Promise<void> => p.does('reportRectified', AGENT, { items: [{ id }] });
const checks = (p: Path, id: string, sufficient: boolean): Promise<void> =>
  p.does('verifyRectified', HANDLER, { method: 'papers', results: [{ id, sufficient, note: '不足' }] });

/** Invited, heard, and given a new deadline. */
async function interviewed(p: Path, kind: 'reminder' | 'warning'): Promise<void> {
  const day = addDays(await p.today(), 10);
  const said = { kind, at: instantAt(day, '10:00'), place: '一号会议室', interviewers: ['甲', '乙'] };
  await p.does('scheduleInterview', HANDLER, said);
  await p.serve();
  await p.rig.pass(11);
  await p.does('recordInterview', HANDLER, {
    ...{ attended: true, minutes: '0'.repeat(64), signedByBoth: true, voluntary: false, commitments: ['限期完成'] },
    newDeadline: addDays(await p.today(), 15),
  });
}

const rectification: Paths = {
  rectified: async (p) => {
    await ordered(p);
    await reportsItem(p, 'z1');
    await checks(p, 'z1', false);
    for (const id of ['z1', 'z2']) {
      await reportsItem(p, id);
      await checks(p, id, true);
    }
  },
  interviewed: async (p) => {
    await ordered(p);
    await p.rig.pass(30);
    p.rig.world = () => 'accepted';
    await interviewed(p, 'reminder');
    for (const id of ['z1', 'z2']) {
      await reportsItem(p, id);
      await checks(p, id, true);
    }
    await p.reported();
    p.rig.world = () => 'done';
  },
  'handed-over': async (p) => {
    await ordered(p);
    await p.rig.pass(30);
    await interviewed(p, 'reminder');
    await p.rig.pass(30);
    await interviewed(p, 'warning');
    await p.rig.pass(30);
    const said = { reasons: '经约谈仍未整改', basis: '国办发〔2020〕49号', measures: ['procurementBan'] };
    await p.does('handOver', HANDLER, said);
    await p.reported();
  },
};

const OBJECTION = {
  ...{ ground: 'content', explanation: '与事实不符', newEvidence: false, documents: [], channel: 'authority' },
  ...{ corrections: [{ field: '处罚金额', from: '5万元', to: '3万元' }], electronicService: true },
};
const objectsTo = async (p: Path, more: object = {}): Promise<void> => {
  p.docket = 'o1';
  await p.publish(150);
  await p.does('object', AGENT, { ...OBJECTION, ...more });
};

const objection: Paths = {
  upheld: async (p) => {
    await objectsTo(p);
    await p.decided('uphold', 'conclude', { verdict: 'uphold' });
  },
  deleted: async (p) => {
    const provider = actor('provider', 'handler', 'huaian-kjj-office');
    await objectsTo(p, { channel: 'platform' });
    await p.does('forward', OFFICE, { provider: provider.department });
    await p.rig.pass(20);
    await p.does('reportCheck', provider, { findings: '来源文书有误' });
    await p.decided('delete', 'conclude', { verdict: 'delete' });
    await p.reported();
  },
  withdrawn: async (p) => {
    await objectsTo(p);
    await p.does('withdrawObjection', AGENT, { reason: '已经查明' });
  },
};

const EVIDENCE = [{ kind: 'fulfilment', name: '证明.pdf', sha256: '0'.repeat(64) }];
const onList = { list: LIST.name, severity: 'serious' } as const;
const leaves = async (p: Path): Promise<void> => {
  await p.publish(150, onList);
  const said = { ground: 'fulfilled', evidence: EVIDENCE, destination: null, electronicService: true };
  await p.does('applyExit', AGENT, { ...said, fulfilledOn: addDays(await p.today(), -60) });
};

const exit: Paths = {
  removed: async (p) => {
    await leaves(p);
    await p.decided('grant');
    await p.reported();
  },
  refused: async (p) => {
    await leaves(p);
    await p.decided('refuse');
  },
  relisted: async (p) => {
    await p.record(150, { ...onList, status: 'removed' });
    await p.does('proposeRelisting', HANDLER, {
      ...{ reasons: '履行证明系伪造', documents: [{ name: '鉴定意见.pdf', sha256: '0'.repeat(64) }] },
      ...{ measures: ['procurementBan'], months: 12, electronicService: true },
    });
    await p.serve();
    await p.does('state', AGENT, { grounds: [{ text: '本单位不知情' }] });
    await p.rig.pass(30);
    await p.decided('grant');
  },
};

export const PATHS: Readonly<Record<Process, Paths>> = { listing, rectification, repair, objection, exit, record };
