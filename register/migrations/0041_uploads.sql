-- Up Migration

-- Papers that were uploaded, by what is in them. Acts name papers by the same hash, and so does whoever may read the case.
create table upload (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  type text not null,                    -- media type, told by the bytes
  uploaded_by text not null,             -- who brought it first
  uploaded_at timestamptz not null
);

-- Never changed; taken away when a person's papers are erased.
grant select, insert, delete on upload to xinxiu_app;

-- Down Migration
drop table upload;
