-- Up Migration

-- Who read what of persons, when, and by which route: a natural person's files, and files in which people are named.
-- It holds none of what was read, and like the journal it is only ever added to.
create table reading (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  reader text not null,                  -- the issuer's subject
  roles text[] not null,
  place text,                            -- the region of the reader's token
  purpose text not null,                 -- the route, which says why
  request_id text not null,              -- as it stands in the API's log
  kind text not null check (kind in ('case', 'record', 'notice', 'document', 'subject', 'payload', 'other')),
  object text not null                   -- its id
);
create index reading_object on reading (object, id);
create index reading_reader on reading (reader, id);

grant select, insert on reading to xinxiu_app;

-- Down Migration
drop table reading;
