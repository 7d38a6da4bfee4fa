/** The matrix of authorisation as a page: docs/authorisation.md. */
import { ACTS, type ActName } from '../../contract/acts.js';
import { OPENINGS, type OpeningPath } from '../../contract/openings.js';
import { ROLES } from '../../api/auth.js';

type Cells = ReadonlyMap<string, readonly string[]>;

const HEADS = {
  ...{
    enterpriseAgent: 'agent 经办人',
    windowClerk: 'window 窗口',
    handler: 'handler 经办',
    reviewer: 'reviewer 复核',
  },
  ...{ creditOffice: 'office 信用办', supervisor: 'supervisor 督办', departmentSystem: 'party 单位系统' },
  mailGateway: 'mail 邮件网关',
  ...{ administrator: 'admin 管理员', auditor: 'auditor 审计' },
} as const satisfies Record<(typeof ROLES)[number], string>;

const CELLS: readonly (readonly string[])[] = [
  ['`region`', 'what lies in the region that its token names, and below it'],
  ['`department`', 'what its department decided, or was asked about'],
  ['`subject`', 'what is about the subject that its token names'],
  ['`party`', 'what its party was told: of a case no more than the instructions to it'],
  ['`region, party`', 'at a counter: what was shared with its place, and what its party carries out'],
  ['`own new`', 'nothing that is there: it makes something new, at its own department'],
  ['`nothing`', 'nothing: it has no such files'],
  ['`all`', 'everything: it holds nothing of any file'],
  ['—', 'nothing: it does not come through the door (403), whatever it asks about'],
];

const introduction = (): string => `# Who reaches what

Made by \`test/api/authorisation-matrix.test.ts\`, which asks the running API and fails when this page says something else:
every route, every role, about files that are the caller's own in one way only. \`UPDATE_DOCS=1\` with that test writes it anew.

${table(['Cell', 'The role reaches'], CELLS)}
What lies outside is answered as if it were not there (404), alone, in lists and in counts. A token without the claim that its
role is scoped by reaches nothing. The rules are one table in \`api/authorise.ts\`; a route without one does not start.
`;

export function matrixDocument(cells: Cells): string {
  const of = (test: (route: string) => boolean): string =>
    table(
      ['Route', ...ROLES.map((role) => HEADS[role])],
      [...cells].filter(([route]) => test(route)).map(([route, reached]) => [nameOf(route), ...reached]),
    );
  const isAct = (route: string): boolean => route.includes('/acts/');
  const isRead = (route: string): boolean =>
    route.startsWith('GET ') || route.includes('/screening') || route.includes('/law/');
  return [
    introduction(),
    `## Reads\n\n${of(isRead)}`,
    `## Openings, applications, imports, reports\n\n${of((route) => !isRead(route) && !isAct(route))}`,
    `## Acts on a case (\`POST /cases/:id/acts/…\`)\n\n${of(isAct)}`,
  ].join('\n');
}

/** As the formatter of this repository writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, n) => Math.max(3, ...all.map((line) => widthOf(line[n] ?? ''))));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell + ' '.repeat((widths[n] ?? 0) - widthOf(cell))).join(' | ')} |`;
  return [line(head), `| ${widths.map((w) => '-'.repeat(w)).join(' | ')} |`, ...rows.map(line), ''].join('\n');
}

/** Chinese letters are two wide. */
const widthOf = (text: string): number =>
  [...text].reduce((n, c) => n + (/[\u2e80-\u9fff\uff00-\uff60]/.test(c) ? 2 : 1), 0);

function nameOf(route: string): string {
  const act = route.split('/acts/')[1];
  if (act !== undefined) return `\`${act}\` ${ACTS[act as ActName].title}`;
  const opening = Object.entries(OPENINGS).find(([path]) => route === `POST ${path}`);
  return opening === undefined ? `\`${route}\`` : `\`${route}\` ${OPENINGS[opening[0] as OpeningPath].title}`;
}
