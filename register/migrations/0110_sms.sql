-- Up Migration

-- What an SMS that announces the document is known by at the gateway: a random number like that of the mail, but another, as who
-- knows that one may say that the mail came back.
alter table notice add column sms_key text not null unique default verification_code();

-- What came of each way, where a document is announced by two: so that one that is tried again does not bring the other along.
-- Nothing of whom it went to.
create table announced (
  notice_id text not null references notice (id),
  way text not null check (way in ('mail', 'sms')),
  outcome text not null check (outcome in ('done', 'failed')),
  detail text,
  at timestamptz not null,
  primary key (notice_id, way)
);
grant select, insert on announced to xinxiu_app;

-- Down Migration
drop table announced;
alter table notice drop column sms_key;
