-- Up Migration

-- What was said of a person's account: closed, or open again. Tokens issued before it was opened again hold no more.
alter table official add column tokens_from timestamptz;
create table account_change (
  id text primary key,                   -- made from the key of the request
  request_hash text not null,
  person text not null references official (id),
  closed boolean not null,
  reasons text not null,
  said_by text not null,
  said_at timestamptz not null
);
create index account_change_person on account_change (person);

-- Tokens given back before they expired: by logout. Kept until they have expired anyway.
create table ended_token (
  id text primary key,                   -- SHA-256 of what the issuer signed; the token itself is not kept
  expires_at timestamptz not null
);
create index ended_token_expires on ended_token (expires_at);

grant select, insert on account_change to xinxiu_app;
grant select, insert, delete on ended_token to xinxiu_app;
grant update (tokens_from) on official to xinxiu_app;

-- Down Migration
drop table ended_token, account_change;
alter table official drop column tokens_from;
