-- Up Migration

-- The tree of places and the authorities in them; every right is scoped by them.
create table region (
  code text primary key,
  name text not null
);
create table department (
  id text primary key,
  name text not null,
  region text not null references region (code),
  document_code text not null unique,   -- 机关代字
  superior text references department (id),
  office boolean not null default false, -- the credit office (信用办) of its region
  authority_kind text not null default 'general' check (authority_kind in ('general', 'samr', 'court', 'tax')),
  email text
);
-- Outside parties: sites, systems, departments that implement measures. Keys live outside the database.
create table party (
  id text primary key,
  name text not null,
  region text not null references region (code),
  adapter text not null check (adapter in ('http', 'manual')),
  url text,
  check (adapter = 'manual' or url is not null)
);
-- What a record given to this region's parties makes each of them undo.
create table party_duty (
  region text not null references region (code),
  party text not null references party (id),
  effects text[] not null,
  primary key (region, party)
);

-- Whom a region's authorities reach, and what for: the report chain in order, where lists are kept, who carries out measures.
create table party_role (
  region text not null references region (code),
  party text not null references party (id),
  role text not null check (role in ('site', 'implementer', 'chain', 'source', 'platform', 'informed')),
  rank int not null default 0,           -- place in the report chain
  about text[] not null default '{}',    -- implementer: codes of measures; source: of source systems; informed: as what
  primary key (region, role, party)
);

create table subject (
  id text primary key,
  kind text not null check (kind in ('organisation', 'person')),
  -- personKey: a keyed hash of a person's number, which itself stands nowhere.
  code_kind text not null check (code_kind in ('uscc', 'organisationCode', 'registrationNumber', 'personKey')),
  code text not null,
  name text not null,
  -- A public body or a state-owned enterprise, whose superior and auditors are told; null: not known to be one.
  public_kind text check (public_kind in ('publicBody', 'stateOwned')),
  unique (code_kind, code),
  check (code_kind <> 'personKey' or (kind = 'person' and code ~ '^[0-9a-f]{64}$'))
);

create table import (
  id text primary key,
  act_id text not null unique,
  request_hash text not null,
  imported_by text not null,
  region text not null references region (code),
  file_name text not null,
  sha256 text not null,                  -- keyed, as the numbers of persons may stand in the file
  imported_at timestamptz not null,
  answer jsonb not null
);

create table record (
  id text primary key,
  subject_id text not null references subject (id),
  document_number text not null,
  kind text not null,                    -- 行政处罚 | 严重失信主体名单 | …
  title text not null,
  authority text not null references department (id),
  region text not null references region (code),
  list text,
  decision_date date not null,
  published_on date,
  amount_fen bigint check (amount_fen >= 0),
  severity text check (severity in ('minor', 'general', 'serious')),
  severity_basis text,
  fulfilled boolean,
  status text not null default 'published' check (status in
    ('found', 'proposed', 'dropped', 'published', 'awaitingSector', 'ended', 'repaired', 'removed', 'annulled')),
  moved_at timestamptz,
  import_id text references import (id),
  unique (authority, document_number, subject_id)
);
create index record_subject on record (subject_id);
create index record_region on record (region, id);
-- The disclosure ledger: everybody ever given the record, and what each must undo.
create table record_party (
  record_id text not null references record (id),
  party text not null references party (id),
  effects text[] not null,
  primary key (record_id, party)
);

create table application (
  id text primary key,
  subject_id text not null references subject (id),
  channel text not null check (channel in ('credit-china', 'necips', 'window')),
  channel_number text not null,
  received_on date not null,
  electronic_service boolean not null,
  received_at timestamptz not null,
  unique (channel, channel_number)
);

create table case_file (
  id text primary key,
  process text not null check (process in ('listing', 'rectification', 'repair', 'objection', 'exit', 'record')),
  docket text not null default '',       -- which of several open cases of the process
  record_id text not null references record (id),
  subject_id text not null references subject (id),
  application_id text references application (id),
  region text not null references region (code),
  department text not null references department (id),
  concerned text[] not null default '{}', -- other departments that hold a clock of it
  stage text not null,
  outcome text,
  handler text,
  version int not null,
  head text not null,                    -- hash of the last entry of the chain
  state jsonb not null,
  next_alarm_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  moved_at timestamptz not null
);
create unique index case_one_open on case_file (process, record_id, docket) where closed_at is null;
create index case_record on case_file (record_id);
create index case_region on case_file (region, id);
create index case_alarm on case_file (next_alarm_at) where closed_at is null;
create index case_moved on case_file (moved_at) where closed_at is null;

-- The journal: append-only, chained per case.
create table journal (
  case_id text not null references case_file (id),
  seq int not null,
  act_id text not null unique,
  act text not null,
  actor text not null,
  actor_role text not null,
  actor_department text,
  effective_at timestamptz not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  request_hash text not null,
  payload_hash text not null,            -- sha256 of salt and payload, both in personal
  events jsonb not null,
  answer jsonb not null,
  previous text not null,
  hash text not null,
  primary key (case_id, seq)
);
-- What an act said, with persons in it: may be erased without breaking the chain.
create table personal (
  act_id text primary key references journal (act_id),
  subject_id text not null references subject (id),
  salt text not null,
  payload jsonb not null
);
create index personal_subject on personal (subject_id);
-- Whom to write to: the agent of an application, or of a case that has none; erasable.
create table contact (
  id text primary key,                   -- of the application, or of the case
  subject_id text not null references subject (id),
  agent jsonb not null
);

create table term (
  id text primary key,
  case_id text not null references case_file (id),
  kind text not null,
  holder text not null,
  rule_id text not null,
  article text not null,
  start_day date not null,
  due_day date not null,
  due_at timestamptz not null,
  provisional boolean not null,
  status text not null check (status in ('running', 'paused', 'met', 'cancelled')),
  ended_at timestamptz,
  instruction_id text,                   -- what an effect's term measures
  region text not null,
  department text not null,
  process text not null
);
create index term_paused on term (region, department) where status = 'paused';
create index term_open on term (due_at, id) where status in ('running', 'paused');
create index term_case on term (case_id);

-- Measures resting on records, as their instructions have last made them; what a counter asks about an applicant.
create table measure (
  id text primary key,
  case_id text not null references case_file (id),
  record_id text not null references record (id),
  subject_id text not null references subject (id),
  party text not null references party (id),
  code text not null,
  laid_on text,                          -- those answerable for the subject, by office; null: the subject itself
  wish text not null check (wish in ('applied', 'suspended', 'lifted')),
  in_force boolean not null,
  until date,
  region text not null,
  department text not null
);
create index measure_subject on measure (subject_id) where wish <> 'lifted';

create table instruction (
  id text primary key,
  case_id text not null references case_file (id),
  record_id text not null references record (id),
  party text not null references party (id),
  adapter text not null,
  effect text not null,
  measure_id text,
  content jsonb,
  state text not null check (state in ('pending', 'accepted', 'done', 'refused', 'failed', 'declined', 'recalled')),
  receipt text,
  detail text,
  issued_at timestamptz not null,
  moved_at timestamptz not null,
  region text not null,
  department text not null
);
create index instruction_party on instruction (party, state, id);
create index instruction_case on instruction (case_id);
create index instruction_record on instruction (record_id, issued_at);

create table notice (
  id text primary key,
  case_id text not null references case_file (id),
  kind text not null,
  authority text not null references department (id),
  number text not null unique,
  series text not null,
  series_no int not null,
  signed_on date not null,
  announcement text not null,
  served_at timestamptz,
  service jsonb,
  unique (series, series_no)
);
create index notice_case on notice (case_id);

-- 文号 series: 机关代字 × kind × year of 成文日期. A row, never a sequence, so that no number is lost.
create table series (
  key text primary key,
  last_no int not null
);

-- Reports from outside, stored before they are answered.
create table inbox (
  party text not null references party (id),
  report_id text not null,
  instruction_id text not null references instruction (id),
  request_hash text not null,
  act jsonb not null,
  received_at timestamptz not null,
  primary key (party, report_id)
);
create index inbox_received on inbox (received_at);

-- Open terms, counted as deltas and folded.
create table counter_delta (
  id bigint generated always as identity primary key,
  due_day date not null,
  process text not null,
  region text not null,
  department text not null,
  delta int not null
);
create table counter (
  due_day date not null,
  process text not null,
  region text not null,
  department text not null,
  open_terms int not null,
  primary key (due_day, process, region, department)
);

-- Hourly: all new heads hashed, so that a deleted case or a cut tail shows.
create table anchor (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  previous text not null,
  heads jsonb not null,                  -- [[case id, version, head], …] of the cases moved since the last anchor
  hash text not null
);

-- When a recurring duty was last done to its end.
create table duty (
  name text primary key,
  done_at timestamptz not null
);

-- A parameter changed for a region, with its citation; cases keep what they began under.
create table rule_override (
  id bigint generated always as identity primary key,
  region text not null references region (code),
  parameter text not null,
  number int,
  unit text,
  value text,
  number_basis text check (number_basis in ('seen', 'configured')),
  citation text not null,
  in_force_from timestamptz not null,
  entered_by text not null
);

-- The application reads and writes rows; it owns nothing and cannot change what is written for ever.
do $$ begin
  if not exists (select from pg_roles where rolname = 'xinxiu_app') then create role xinxiu_app nologin; end if;
end $$;
grant usage on schema public to xinxiu_app;
grant select, insert on region, department, party, party_duty, party_role, subject, import, record, record_party, application,
  case_file, journal, term, measure, instruction, notice, series, inbox, counter_delta, counter, anchor, duty, rule_override to xinxiu_app;
grant select, insert, delete on personal, contact to xinxiu_app;
-- Of each row what it is about stays as it was written; only where it stands may change.
grant update (concerned, stage, outcome, handler, version, head, state, next_alarm_at, closed_at, moved_at) on case_file to xinxiu_app;
grant update (status, severity, severity_basis, decision_date, document_number, moved_at) on record to xinxiu_app;
grant update (effects) on record_party to xinxiu_app;
grant update (start_day, due_day, due_at, provisional, status, ended_at) on term to xinxiu_app;
grant update (wish, in_force) on measure to xinxiu_app;
grant update (state, receipt, detail, moved_at) on instruction to xinxiu_app;
grant update (announcement, served_at, service) on notice to xinxiu_app;
grant update (last_no) on series to xinxiu_app;
grant update (open_terms) on counter to xinxiu_app;
grant update (done_at) on duty to xinxiu_app;
grant update (public_kind) on subject to xinxiu_app;
grant update on department, party, party_duty, party_role, region to xinxiu_app;
grant delete on counter_delta to xinxiu_app;

-- Down Migration
drop table rule_override, duty, anchor, counter, counter_delta, inbox, series, notice, instruction, measure, term, contact, personal, journal,
  case_file, application, record_party, record, import, subject, party_role, party_duty, party, department, region;
