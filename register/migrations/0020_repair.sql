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

grant select, insert on breach to xinxiu_app;

-- Down Migration
drop table breach;
