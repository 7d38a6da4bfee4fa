/** Documents (文书): who may read one, its text as it was kept, and what its verification code tells a stranger. */
import type pg from 'pg';
import type { CaseStart } from '../contract/messages.js';
import type { NoticeKind, Outcome, RecordStatus } from '../domain/file/case.js';
import type { LaterNotice } from '../domain/file/standing.js';
import type { SubjectKind } from '../domain/record/subject.js';
import { WHOLE_CASE } from './queries-cases.js';
import { bindings, within, type Scope } from './scope.js';

type Database = Pick<pg.Pool, 'query'>;

export interface ReadableNotice {
  readonly id: string;
  readonly region: string;
  readonly department: string;
  readonly kind: NoticeKind;
  readonly subject: { readonly name: string; readonly kind: SubjectKind; readonly code: string };
}

/** The document when its whole case is in scope, or null. */
export async function noticeInScope(db: Database, scope: Scope, noticeId: string): Promise<ReadableNotice | null> {
  const b = bindings();
  const { rows } = await db.query<ReadableNotice>(
    `select n.id, c.region, c.department, n.kind, json_build_object('name', s.name, 'kind', s.kind, 'code', s.code) as subject
     from notice n join case_file c on c.id = n.case_id join subject s on s.id = c.subject_id
     where n.id = ${b.bind(noticeId)} and ${within(scope, WHOLE_CASE, b)}`,
    b.values,
  );
  return rows[0] ?? null;
}

/** The document that was announced by the mail of this key, and its case, when that is in scope; else null. */
export async function announcedBy(
  db: Database,
  scope: Scope,
  mailKey: string,
): Promise<(CaseStart & { readonly caseId: string; readonly noticeId: string }) | null> {
  const b = bindings();
  const { rows } = await db.query<CaseStart & { caseId: string; noticeId: string }>(
    `select n.id as "noticeId", c.id as "caseId", c.process, c.record_id as "recordId", c.docket, c.region, c.department
     from notice n join case_file c on c.id = n.case_id
     where n.mail_key = ${b.bind(mailKey)} and ${within(scope, WHOLE_CASE, b)}`,
    b.values,
  );
  return rows[0] ?? null;
}

export interface IssuedNotice {
  readonly code: string;
  readonly signedOn: string;
  readonly subjectId: string;
  /** null: not printed before, or erased. */
  readonly text: unknown;
  readonly sha256: string | null;
  readonly isVoid: boolean;
  /** What is left once its words were erased by order. */
  readonly erased: { readonly kind: NoticeKind; readonly number: string; readonly authority: string } | null;
}

/** What is printed beside the text, and the text when it was printed before; null when there is no such document. */
export async function issuedNotice(db: Database, noticeId: string): Promise<IssuedNotice | null> {
  const { rows } = await db.query<IssuedNotice>({
    name: 'issued-notice',
    text: `select n.code, to_char(n.signed_on, 'YYYY-MM-DD') as "signedOn", c.subject_id as "subjectId", t.text, t.sha256,
                  n.void_since is not null as "isVoid",
                  case when exists (select from erasure e where c.id = any (e.cases) and e.papers is not null) then
                    json_build_object('kind', n.kind, 'number', n.number, 'authority', d.name) end as erased
           from notice n join department d on d.id = n.authority join case_file c on c.id = n.case_id left join notice_text t on t.notice_id = n.id
           where n.id = $1`,
    values: [noticeId],
  });
  return rows[0] ?? null;
}

/** Keeps the text, unless another was quicker: the one that is kept is the answer. */
export async function keepNoticeText(
  db: Database,
  kept: { readonly noticeId: string; readonly subjectId: string; readonly text: object; readonly sha256: string },
): Promise<void> {
  await db.query({
    name: 'keep-notice-text',
    text: `insert into notice_text (notice_id, subject_id, text, sha256) values ($1, $2, $3, $4) on conflict do nothing`,
    values: [kept.noticeId, kept.subjectId, JSON.stringify(kept.text), kept.sha256],
  });
}

export interface VerifiedNotice {
  readonly kind: NoticeKind;
  readonly number: string;
  readonly signedOn: string;
  readonly authority: string;
  readonly outcome: Outcome | null;
  readonly recordStatus: RecordStatus;
  /** Documents on the same record signed after it, in the order of signing. */
  readonly later: readonly LaterNotice[];
  readonly voided: { readonly since: string; readonly replacedBy: LaterNotice | null } | null;
}

/** What the register knows of the document with this code; nothing about whom it concerns. */
export async function noticeByCode(db: Database, code: string): Promise<VerifiedNotice | null> {
  const { rows } = await db.query<VerifiedNotice>({
    name: 'notice-by-code',
    text: `select n.kind, n.number, to_char(n.signed_on, 'YYYY-MM-DD') as "signedOn", d.name as authority,
                  c.outcome, r.status as "recordStatus",
                  (select coalesce(json_agg(json_build_object('kind', m.kind, 'number', m.number,
                            'signedOn', to_char(m.signed_on, 'YYYY-MM-DD')) order by m.place), '[]')
                     from notice m join case_file k on k.id = m.case_id
                    where k.record_id = c.record_id and m.place > n.place
                      -- Each case has its own.
                      and (n.kind <> 'addressConfirmation' or m.case_id = n.case_id)) as later,
                  case when n.void_since is not null then json_build_object('since', to_char(n.void_since, 'YYYY-MM-DD'),
                    'replacedBy', (select json_build_object('kind', b.kind, 'number', b.number,
                       'signedOn', to_char(b.signed_on, 'YYYY-MM-DD')) from notice b where b.id = n.replaced_by)) end as voided
           from notice n join case_file c on c.id = n.case_id join department d on d.id = n.authority
             join record r on r.id = c.record_id
           where n.code = $1`,
    values: [code],
  });
  return rows[0] ?? null;
}
