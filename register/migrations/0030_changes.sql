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

grant select, insert on law_proposal, calendar_year to xinxiu_app;
grant update (decision_hash, decided_by, decided_at, approved, reasons) on law_proposal to xinxiu_app;
grant update (calendar) on case_file to xinxiu_app;

-- Down Migration
alter table rule_override drop column proposal;
alter table case_file drop column calendar;
drop table calendar_year, law_proposal;
