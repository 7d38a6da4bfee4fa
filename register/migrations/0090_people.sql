-- Up Migration

-- The people of the departments, as the operator keeps them beside the issuer: who may be given cases, and who is gone.
create table official (
  id text primary key,                   -- the issuer's subject
  name text not null,
  department text not null references department (id),
  roles text[] not null default '{}',
  disabled_at timestamptz                -- the account is closed: no token of it holds any more
);
create index official_department on official (department);

-- Who has left (离岗), or is away until a day that is known and who stands in for him (代办).
create table absence (
  id text primary key,                   -- made from the key of the request
  request_hash text not null,
  person text not null references official (id),
  department text not null references department (id),
  ground text not null check (ground in ('left', 'absent')),
  from_day date not null,
  until_day date,                        -- the last day
  stand_in text references official (id),
  reasons text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  ended_on date,                         -- back before that day, or never gone
  ended_by text,
  check ((ground = 'absent') = (until_day is not null and stand_in is not null)),
  check (until_day >= from_day),
  check (stand_in <> person)
);
create index absence_person on absence (person) where ended_on is null;
create index absence_department on absence (department) where ended_on is null;

-- All open cases of a person handed to another at once: what was ordered, and what became of each case.
create table handover (
  id text primary key,                   -- made from the key of the request
  request_hash text not null,
  person text not null references official (id),
  heir text not null references official (id),
  department text not null references department (id),
  ground text not null check (ground in ('left', 'absent', 'reassigned')),
  since date not null,
  reasons text not null,
  ordered_by text not null,
  ordered_role text not null,
  ordered_department text,
  ordered_at timestamptz not null
);
create table handover_case (
  handover text not null references handover (id),
  case_id text not null references case_file (id),
  outcome text,                          -- done, or the code of the refusal; null: still to be done
  primary key (handover, case_id)
);
create index handover_open on handover_case (handover, case_id) where outcome is null;

alter table term
  add column inherited_from text,        -- left to the present handler by one who is gone
  add column inherited_since date;
create index case_handler on case_file (handler) where closed_at is null;

grant select, insert on official, absence, handover, handover_case to xinxiu_app;
grant update (name, department, roles, disabled_at) on official to xinxiu_app;
grant update (ended_on, ended_by) on absence to xinxiu_app;
grant update (outcome) on handover_case to xinxiu_app;
grant update (inherited_from, inherited_since) on term to xinxiu_app;

-- Down Migration
drop index case_handler;
alter table term drop column inherited_from, drop column inherited_since;
drop table handover_case, handover, absence, official;
