/** How a repair may go, from the application to its last act, as different people send it. */
import { application, DOCUMENTS, row, until, type World } from './world.js';
import type { ActAnswer } from '../../contract/messages.js';

export const CLERK = 'huaian-clerk';
export const HANDLER = 'huaian-env-handler';
export const REVIEWER = 'huaian-env-reviewer';
export const BUREAU = 'huaian-kjj';

export type Course = (world: World, record: string) => Promise<void>;

const does = (world: World, by: string, act: string, last: ActAnswer, said: object): Promise<ActAnswer> =>
  world.act(by, `/cases/${last.caseId}/acts/${act}`, { version: last.version, ...said });

/** The department without a system does its task at its workbench. */
export async function closesTask(world: World, caseId: string): Promise<void> {
  const task = await until(`the manual task of ${caseId}`, () =>
    row<{ id: string }>(world.owner, `select id from instruction where case_id = $1 and adapter = 'manual'`, [caseId]),
  );
  await world.act(BUREAU, `/instructions/${task.id}/feedback`, {
    reportId: `KJJ-${task.id}`,
    outcome: 'done',
    receipt: '项目申报限制已解除',
  });
}

const granted: Course = async (world, record) => {
  const applied = await world.act(CLERK, '/repairs', application(world, record));
  const accepted = await does(world, HANDLER, 'accept', applied, {});
  const proposed = await does(world, HANDLER, 'propose', accepted, {
    outcome: 'grant',
    findings: '罚款已缴清,整改已验收',
  });
  await does(world, REVIEWER, 'confirm', proposed, { approve: true });
  await closesTask(world, applied.caseId);
};

const refused: Course = async (world, record) => {
  const applied = await world.act(CLERK, '/repairs', application(world, record));
  const accepted = await does(world, HANDLER, 'accept', applied, {});
  const said = { outcome: 'refuse', findings: '罚款未缴清', reasons: '法定责任义务未履行完毕' };
  const proposed = await does(world, HANDLER, 'propose', accepted, said);
  const returned = await does(world, REVIEWER, 'confirm', proposed, { approve: false, reasons: '请补充缴款查询结果' });
  const again = await does(world, HANDLER, 'propose', returned, said);
  await does(world, REVIEWER, 'confirm', again, { approve: true });
};

const supplemented: Course = async (world, record) => {
  const applied = await world.act(CLERK, '/repairs', application(world, record));
  const asked = await does(world, HANDLER, 'requestSupplement', applied, { items: ['补交缴款凭证'] });
  const noticeId = asked.notices[0]?.id;
  const served = await does(world, CLERK, 'recordService', asked, {
    noticeId,
    method: 'receipt',
    evidence: '窗口签收',
  });
  const complete = await does(world, CLERK, 'supplement', served, { documents: DOCUMENTS.slice(0, 1) });
  const accepted = await does(world, HANDLER, 'accept', complete, { note: '材料齐全' });
  await does(world, CLERK, 'withdraw', accepted, { reason: '不再申请' });
};

const notAccepted: Course = async (world, record) => {
  const applied = await world.act(CLERK, '/repairs', application(world, record));
  await does(world, HANDLER, 'refuseAcceptance', applied, { reasons: '申请事项不属于本单位认定' });
};

export const COURSES: readonly Course[] = [granted, refused, supplemented, granted, notAccepted];
