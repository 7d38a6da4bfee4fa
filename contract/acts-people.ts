/** Who handles a case when its handler is away or gone: the act on one case, and what is recorded of people. */
import { z } from 'zod';
import { GROUNDS_OF_PASSING } from '../domain/file/seat.js';
import { day, text } from './acts-parts.js';

const person = text(200);
const ground = z.enum(GROUNDS_OF_PASSING).meta({ description: 'left 离岗 | absent 缺勤 | reassigned 调整分工' });
const since = day.meta({ description: '原经办人自何日起离岗、缺勤,或者分工自何日起调整' });
const reasons = text(1000);
const handler = '经办人(登录主体标识)';

export const PEOPLE_ACTS = {
  reassign: {
    process: ['listing', 'rectification', 'repair', 'objection', 'exit', 'record'],
    roles: ['reviewer', 'creditOffice'],
    title: '交接给他人办理',
    payload: z.object({
      from: person.nullable().meta({ description: `您看到的${handler};null:尚无经办人` }),
      to: person.meta({ description: `接手的${handler},应当是认定单位在岗的经办人` }),
      ground,
      since,
      reasons,
    }),
  },
} as const;

/** All open cases of a person (POST /people/{id}/handovers). */
export const handoverBody = z
  .strictObject({ to: person.meta({ description: `接手的${handler}` }), ground, since, reasons })
  .meta({ id: 'HandoverBody' });
export type HandoverBody = z.infer<typeof handoverBody>;

/** POST /people/{id}/absences. */
export const absenceBody = z
  .discriminatedUnion('ground', [
    z.strictObject({ ground: z.literal('left').meta({ description: '离岗,不再返回' }), from: day, reasons }),
    z.strictObject({
      ground: z.literal('absent').meta({ description: '缺勤,返回日期已知' }),
      from: day,
      until: day.meta({ description: '缺勤的最后一日' }),
      standIn: person.meta({ description: `代办的${handler}` }),
      reasons,
    }),
  ])
  .refine((b) => b.ground === 'left' || b.from <= b.until, { path: ['until'], message: '不得早于起始日期' })
  .meta({ id: 'AbsenceBody' });
export type AbsenceBody = z.infer<typeof absenceBody>;

/** POST /people/{id}/account. */
export const accountBody = z
  .strictObject({ closed: z.boolean().meta({ description: 'true 停用账号 | false 恢复' }), reasons })
  .meta({ id: 'AccountBody' });

/** POST /people/{id}/return. */
export const returnBody = z.strictObject({ on: day.meta({ description: '返岗的日期' }) }).meta({ id: 'ReturnBody' });
