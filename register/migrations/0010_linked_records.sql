-- Up Migration

-- Records that hang on another one: those of the persons who answer for a listed organisation. Who it is stands here from
-- the proposal on; the record itself is made when the listing is decided.
create table linked_record (
  id text primary key,                   -- of the record that it becomes
  parent text not null references record (id),
  subject_id text not null references subject (id),
  office text not null,                  -- 法定代表人、主要负责人 …
  unique (parent, subject_id)
);
-- What the acts about a record bring about in those that hang on it: written with the act, carried by its workflow.
create table linked_act (
  id text primary key,                   -- <act>/<record>
  seq bigint generated always as identity,
  record_id text not null references linked_record (id),
  act jsonb not null,
  written_at timestamptz not null,
  heard_at timestamptz                   -- decided there, whatever became of it
);
create index linked_act_unheard on linked_act (record_id, seq) where heard_at is null;
grant select, insert on linked_record, linked_act to xinxiu_app;
grant update (heard_at) on linked_act to xinxiu_app;

-- Down Migration
drop table linked_act, linked_record;
