-- Up Migration

-- What a mail that announces the document is known by when it comes back: a random number like 验证码, which says nothing of
-- anybody and stands in no paper. `returned_at`: it came back for good.
alter table notice
  add column mail_key text not null unique default verification_code(),
  add column returned_at timestamptz;
create index notice_returned on notice (case_id) where returned_at is not null and served_at is null and void_since is null;
grant update (returned_at) on notice to xinxiu_app;

-- Down Migration
alter table notice drop column returned_at, drop column mail_key;
