-- Up Migration

-- Breaches in the course of a repair (失信记录): false material, a false or broken commitment. Until the day, which is
-- included, the subject may not apply for repair.
create table breach (
  id text primary key references case_file (id),
  subject_id text not null references subject (id),
  record_id text not null references record (id),
  ground text not null check (ground in ('falseMaterial', 'falseCommitment', 'brokenCommitment')),
  recorded_on date not null,
  until date not null,
  article text not null
);
create index breach_subject on breach (subject_id);

-- A sector's own classification of penalties (行业分类标准), for its department and those below it; the latest in force on
-- the day of the decision counts.
create table sector_standard (
  id bigint generated always as identity primary key,
  department text not null references department (id),
  in_force_from date not null,
  citation text not null check (citation <> ''),
  kinds jsonb not null default '{}',     -- kind of penalty → severity
  fines jsonb not null default '[]',     -- [{ "fromFen": 100000, "severity": "general" }, …]
  entered_by text not null,
  unique (department, in_force_from)
);

grant select, insert on breach, sector_standard to xinxiu_app;

-- Down Migration
drop table sector_standard, breach;
