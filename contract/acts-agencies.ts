/** What the credit office may do about a third party that stays late: names, words, roles and bodies, once. */
import { z } from 'zod';
import { AGENCY_ACTS, type AgencyActName } from '../domain/agency/agency.js';

export const AGENCY_TITLE: Readonly<Record<AgencyActName, string>> = {
  demandRectification: '督促整改',
  cutOff: '暂停共享',
  restore: '恢复共享',
};

export const AGENCY_PATHS = AGENCY_ACTS.map((act) => [act, `/parties/:id/supervision/${act}`] as const);

export const agencyBody = z
  .strictObject({ reasons: z.string().trim().min(1).max(2_000).meta({ description: '理由,写入督办记录' }) })
  .meta({ id: 'AgencyAct' });
