-- Up Migration

-- 验证码: 100 bits, of which no part follows from another; without the letters and digits that are read for each other.
-- The fixed bits of the two random numbers (bytes 6 and 8 of each) are left out.
create function verification_code() returns text language sql volatile as $$
  select string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', (get_byte(r.bytes, i) & 31) + 1, 1), '')
    from (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as bytes) r,
         unnest('{0,1,2,3,4,5,9,10,11,12,13,14,15,16,17,18,19,20,21,25}'::int[]) i
$$;

alter table notice
  add column code text not null unique default verification_code(),
  -- The order of signing, for what a later document does to an earlier one of the same day.
  add column place bigint generated always as identity;
comment on column notice.code is '验证码: by it a stranger verifies a printed document';

-- What a document says, kept as it was first printed: no later release changes a signed document. The addressee may be a person,
-- so it may be erased.
create table notice_text (
  notice_id text primary key references notice (id),
  subject_id text not null references subject (id),
  text jsonb not null,
  sha256 text not null
);
create index notice_text_subject on notice_text (subject_id);

grant select, insert, delete on notice_text to xinxiu_app;

-- Down Migration
drop table notice_text;
alter table notice drop column place, drop column code;
drop function verification_code;
