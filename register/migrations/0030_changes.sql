-- Up Migration

-- A change of the law's data that one operator proposes and another confirms: a parameter for a region, or a calendar year.
create table law_proposal (
  id text primary key,                   -- made from the key of the request
  request_hash text not null,
  kind text not null check (kind in ('parameter', 'calendar')),
  region text not null,                  -- where it applies; a calendar everywhere
  content jsonb not null,
  citation text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decision_hash text,                    -- of the request that decided it
  decided_by text,
  decided_at timestamptz,
  approved boolean,
  reasons text,
  check (decided_by is distinct from proposed_by),
  check ((decided_by is null) = (approved is null) and (decided_by is null) = (decided_at is null))
);
create index law_proposal_order on law_proposal (proposed_at, id);

-- Years of the working calendar as operators have published them, beside those that are shipped; the latest of a year counts.
create table calendar_year (
  version int primary key,               -- of the calendar as a whole, from 1
  first_day date not null,               -- the first day that it says anything new about
  notice jsonb not null,
  citation text not null,
  proposal text not null unique references law_proposal (id)
);
alter table case_file add column calendar int not null default 0; -- the calendar's version by which all open dates of the file are derived
create index case_calendar on case_file (calendar, id) where closed_at is null;
alter table rule_override add column proposal text unique references law_proposal (id);

-- Who is away, from which day on; without a deputy nobody attends to what he holds.
create table absence (
  id text primary key,
  request_hash text not null,
  person text not null,
  department text not null references department (id),
  region text not null,
  from_day date not null,
  until_day date,                        -- null: left for good
  deputy text,
  reason text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  ended_at timestamptz,                  -- taken back, or come back early
  check (until_day is null or until_day >= from_day),
  check (deputy is distinct from person)
);
create index absence_person on absence (department, person) where ended_at is null;

-- Cases handed over from one handler to another, one or eighty at once; each is an act in its own journal.
create table handover (
  id text primary key,
  request_hash text not null,
  from_person text not null,
  to_person text not null,
  department text not null references department (id),
  region text not null,
  reason text not null,
  entered_by text not null,
  entered_role text not null,
  entered_at timestamptz not null,
  check (from_person <> to_person)
);
create table handover_case (
  handover_id text not null references handover (id),
  case_id text not null references case_file (id),
  refused text,                          -- the code, when the act was not lawful any more
  primary key (handover_id, case_id)
);

grant select, insert on law_proposal, calendar_year, absence, handover, handover_case to xinxiu_app;
grant update (decision_hash, decided_by, decided_at, approved, reasons) on law_proposal to xinxiu_app;
grant update (calendar) on case_file to xinxiu_app;
grant update (ended_at) on absence to xinxiu_app;
grant update (refused) on handover_case to xinxiu_app;

-- Down Migration
drop table handover_case, handover, absence;
alter table rule_override drop column proposal;
alter table case_file drop column calendar;
drop table calendar_year, law_proposal;
