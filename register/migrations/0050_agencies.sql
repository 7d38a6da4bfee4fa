-- Up Migration

-- Third parties (第三方信用服务机构) that are given records, and what the credit office has done about those who stay late.
alter table party_role drop constraint party_role_role_check;
alter table party_role add constraint party_role_role_check
  check (role in ('site', 'implementer', 'chain', 'source', 'platform', 'informed', 'agency'));
-- Since when nothing is shared with it any more; null: it is.
alter table party add column cut_off_at timestamptz;

create table agency_act (
  act_id text primary key,
  party text not null references party (id),
  seq int not null,
  act text not null check (act in ('demandRectification', 'cutOff', 'restore')),
  actor text not null,
  acted_at timestamptz not null,
  reasons text not null,
  late int not null,                     -- of its instructions at that moment
  rule jsonb,                            -- of the demand's term, and its proof
  derivation jsonb,
  request_hash text not null,
  unique (party, seq),
  check ((act = 'demandRectification') = (derivation is not null))
);
grant select, insert on agency_act to xinxiu_app;

-- Down Migration

drop table agency_act;
alter table party drop column cut_off_at;
delete from party_role where role = 'agency';
alter table party_role drop constraint party_role_role_check;
alter table party_role add constraint party_role_role_check
  check (role in ('site', 'implementer', 'chain', 'source', 'platform', 'informed'));
