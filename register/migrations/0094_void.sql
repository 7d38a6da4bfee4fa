-- Up Migration

-- 作废: the number stays in its series and is given to nobody else. A copy that takes its place is a document of the same case.
alter table notice
  add column void_since date,
  add column replaced_by text references notice (id),
  add check (replaced_by is null or void_since is not null);
grant update (void_since, replaced_by) on notice to xinxiu_app;

-- Down Migration
alter table notice drop column replaced_by, drop column void_since;
