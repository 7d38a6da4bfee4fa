/** How the other processes may go, from the act that opens them to their last, as different people send them. */
import type { ActAnswer } from '../../contract/messages.js';
import { addDays } from '../../domain/time/calendar.js';
import { CLERK, HANDLER, REVIEWER, type Course } from './courses.js';
import { AGENT_MAIL, company, row, until, type World } from './world.js';

const LIST = 'environment';
const MEASURES = ['procurementBan', 'subsidyLimit'];
const contact = { name: '经办人甲', phone: '0517-80000000', email: AGENT_MAIL };
const CONTENTS = {
  facts: '超标排放,拒不改正',
  basis: '国办发〔2020〕49号',
  measuresHint: '限制参加政府采购',
  exitConditions: '履行义务后申请移出',
  remedies: '可以申请行政复议',
};
const sha256 = '0'.repeat(64);

let made = 0;
/** A matter of a company that no other course is about. */
const matter = () => {
  made += 1;
  const { name, uscc } = company(7_000 + made);
  return { subject: { code: uscc, name }, title: '超标排放污染物', electronicService: false, contact };
};

const does = (world: World, by: string, act: string, last: ActAnswer, said: object): Promise<ActAnswer> =>
  world.act(by, `/cases/${last.caseId}/acts/${act}`, { version: last.version, ...said });

const serves = (world: World, last: ActAnswer): Promise<ActAnswer> =>
  does(world, CLERK, 'recordService', last, {
    noticeId: last.notices[0]?.id,
    method: 'receipt',
    evidence: '送达回证',
  });

/** Proposed, served, spoken to and answered. */
async function heard(world: World): Promise<ActAnswer> {
  const proposal = { list: LIST, facts: '超标排放', basis: CONTENTS.basis, measures: MEASURES };
  const proposed = await world.act(HANDLER, '/listings', { ...matter(), ...proposal });
  const served = await serves(world, proposed);
  const stated = await does(world, CLERK, 'state', served, { grounds: [{ text: '设备已更换' }] });
  const waived = await does(world, CLERK, 'waive', stated, {});
  return does(world, HANDLER, 'answerGrounds', waived, {
    answers: [{ ground: 'g1', accepted: false, reason: '监测仍超标' }],
  });
}

/** Answers the record that was listed. */
async function lists(world: World): Promise<string> {
  const opinion = await does(world, HANDLER, 'proposeDecision', await heard(world), {
    ...{ outcome: 'list', findings: '属实', measures: MEASURES, contents: CONTENTS },
  });
  const decided = await does(world, REVIEWER, 'confirm', opinion, { approve: true });
  const { caseId } = await serves(world, decided);
  const found = await row<{ record_id: string }>(world.owner, 'select record_id from case_file where id = $1', [
    caseId,
  ]);
  return found?.record_id ?? '';
}

export const notListed: Course = async (world) => {
  const opinion = await does(world, HANDLER, 'proposeDecision', await heard(world), {
    ...{ outcome: 'notList', findings: '已改正', reasons: '情节轻微并及时改正' },
  });
  await does(world, REVIEWER, 'confirm', opinion, { approve: true });
};

export const rectified: Course = async (world) => {
  const ordered = await world.act(HANDLER, '/rectifications', {
    ...matter(),
    ...{ items: [{ text: '安装治污设施' }, { text: '提交监测报告' }], facts: '超标排放' },
    ...{ deadline: addDays(world.today, 30), list: LIST },
  });
  const served = await serves(world, ordered);
  const papers = (id: string) => ({ id, documents: [{ kind: 'other', name: '整改证明.pdf', sha256 }] });
  const reported = await does(world, CLERK, 'reportRectified', served, { items: [papers('z1'), papers('z2')] });
  const returned = await does(world, HANDLER, 'verifyRectified', reported, {
    method: 'onSite',
    results: [
      { id: 'z1', sufficient: true },
      { id: 'z2', sufficient: false, note: '报告未盖章' },
    ],
  });
  const again = await does(world, CLERK, 'reportRectified', returned, { items: [papers('z2')] });
  await does(world, HANDLER, 'verifyRectified', again, {
    method: 'papers',
    results: [{ id: 'z2', sufficient: true }],
  });
};

const object = (world: World, record: string, said: object): Promise<ActAnswer> =>
  world.act(CLERK, '/objections', {
    ...{ record, explanation: '与事实不符', electronicService: false, contact, ground: 'shouldNotExist' },
    ...said,
  });

const concludes = async (world: World, from: ActAnswer, said: object): Promise<void> => {
  const opinion = await does(world, HANDLER, 'conclude', from, { findings: '已核查原始文书', ...said });
  await does(world, REVIEWER, 'confirm', opinion, { approve: true });
};

/** Two objections on one record, both unfounded: one withdrawn. */
export const objected: Course = async (world, record) => {
  const first = await object(world, record, {});
  const second = await object(world, record, {
    ground: 'content',
    corrections: [{ field: '罚款金额', from: '5万元', to: '3万元' }],
  });
  await does(world, CLERK, 'withdrawObjection', second, { reason: '已经查明' });
  await concludes(world, first, { verdict: 'uphold', reasons: '与决定书一致' });
};

/** Founded: the record should never have been. */
export const deleted: Course = async (world, record) => {
  await concludes(world, await object(world, record, {}), { verdict: 'delete' });
};

/** Listed, objected to in vain, and left on the ground that the duty was fulfilled. */
export const left: Course = async (world) => {
  const record = await lists(world);
  await objected(world, record);
  const applied = await world.act(CLERK, '/exits', {
    ...{ record, ground: 'fulfilled', electronicService: false, contact },
    evidence: [{ kind: 'fulfilment', name: '履行证明.pdf', sha256 }],
  });
  const opinion = await does(world, HANDLER, 'propose', applied, { outcome: 'grant', findings: '义务已履行' });
  await does(world, REVIEWER, 'confirm', opinion, { approve: true });
};

const OUTSTANDING = `select id, party from instruction where adapter = 'manual' and state in ('pending', 'accepted')
  order by id limit 20`;

// An empty workbench is no fault: those who wait for the end of all have patience of their own.
const IDLE_MS = 600_000;

/** Whoever has no system does what stands in the workbench, until told that nothing more will come. */
export async function workbenches(world: World, isOver: () => boolean): Promise<void> {
  for (;;) {
    const { rows } = await world.owner.query<{ id: string; party: string }>(OUTSTANDING);
    if (rows.length === 0 && isOver()) return;
    for (const { id, party } of rows) {
      const said = { reportId: `MAN-${id}`, outcome: 'done', receipt: '已办理' };
      await world.act(party, `/instructions/${id}/feedback`, said);
    }
    await until(
      'something stands in a workbench, or all is over',
      async () => {
        const next = await row(world.owner, OUTSTANDING);
        return next !== null || isOver() ? true : null;
      },
      IDLE_MS,
    );
  }
}
