-- Up Migration

-- How a sector's authorities tell how serious a penalty is, where it is not as Order 36 has it; the latest known counts.
create table sector_standard (
  id bigint generated always as identity primary key,
  region text not null,                  -- where it applies, and below
  authorities text[],                    -- the authorities of the sector; null: all of the region
  standard jsonb not null,               -- kinds of penalty and bands of fines, each with its severity
  citation text not null,
  in_force_from timestamptz not null,
  proposal text not null unique references law_proposal (id)
);
alter table law_proposal drop constraint law_proposal_kind_check;
alter table law_proposal add constraint law_proposal_kind_check check (kind in ('parameter', 'calendar', 'severity'));

grant select, insert on sector_standard to xinxiu_app;

-- Down Migration
drop table sector_standard;
delete from law_proposal where kind = 'severity';
alter table law_proposal drop constraint law_proposal_kind_check;
alter table law_proposal add constraint law_proposal_kind_check check (kind in ('parameter', 'calendar'));
