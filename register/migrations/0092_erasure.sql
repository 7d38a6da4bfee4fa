-- Up Migration

-- What an act brought about may name persons too: the chain holds its hash, with the salt of the act's payload, so that it
-- may be erased without breaking the chain. Entries written before this have none, and stay.
alter table journal add column events_hash text, alter column events drop not null;

-- Erasures of persons (个人信息删除): ordered by one, confirmed by another, done once; chained, and anchored like the cases.
create table erasure (
  id text primary key,
  seq bigint generated always as identity unique,
  subject_id text not null,              -- as the person was known: the row itself is gone when all of it is
  ordered_by text not null,
  ordered_at timestamptz not null,
  reasons text not null,
  cases text[] not null,                 -- whose acts, documents and papers go
  contacts text[] not null,              -- whom to write to: of applications and cases
  whole boolean not null,                -- the person's name and code go too
  confirmed_by text,
  confirmed_at timestamptz,
  place int unique,                      -- in the chain of what was confirmed
  previous text,
  hash text,
  papers text[],                         -- what is to be taken out of the store; null: not erased yet
  emptied_at timestamptz,                -- the papers are out of the store
  check (confirmed_by is distinct from ordered_by),
  check ((confirmed_by is null) = (hash is null) and (confirmed_by is null) = (place is null))
);
create index erasure_subject on erasure (subject_id);
alter table subject add column erased_at timestamptz;

-- The one way in which anything is erased: only what two persons have confirmed, all of it or nothing. Answers the papers that
-- are named by nothing else any more.
create function erase_person(request text) returns text[] language plpgsql security definer set search_path = public, pg_temp as $$
declare
  e erasure%rowtype;
  gone text[];
  fresh text := 'S' || encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex');
  holds record;
begin
  select * into e from erasure where id = request for update;
  if e.confirmed_by is null then raise exception 'erasure % is not confirmed', request; end if;
  if e.papers is not null then return e.papers; end if;
  perform from subject where id = e.subject_id and kind = 'person' for update;
  if not found then raise exception 'erasure % is of no person', request; end if;
  if exists (select from case_file where id = any (e.cases) and (subject_id <> e.subject_id or closed_at is null)) then
    raise exception 'erasure % names a case that is open, or of somebody else', request;
  end if;
  select coalesce(array_agg(distinct u.sha256), '{}') into gone
    from journal j join personal p on p.act_id = j.act_id, regexp_matches(p.payload::text, '"([0-9a-f]{64})"', 'g') m
      join upload u on u.sha256 = m[1]
   where j.case_id = any (e.cases) and not exists (
     select from personal o join journal k on k.act_id = o.act_id
      where not k.case_id = any (e.cases) and o.payload::text like '%"' || m[1] || '"%');
  delete from personal p using journal j where j.act_id = p.act_id and j.case_id = any (e.cases);
  update journal set events = null where case_id = any (e.cases) and events_hash is not null;
  update case_file set state = state || jsonb_build_object('proposal', null, 'particulars', null,
      'notices', (select coalesce(jsonb_agg(n || '{"reasons": null}'), '[]') from jsonb_array_elements(state->'notices') n),
      'instructions', (select coalesce(jsonb_agg((i - 'content') || '{"detail": null}'), '[]') from jsonb_array_elements(state->'instructions') i))
   where id = any (e.cases);
  update instruction set content = null, detail = null where case_id = any (e.cases);
  update inbox set act = jsonb_set(act, '{payload}', '{}')
   where instruction_id in (select id from instruction where case_id = any (e.cases));
  delete from notice_text t using notice n where n.id = t.notice_id and n.case_id = any (e.cases);
  delete from contact where id = any (e.contacts) and subject_id = e.subject_id;
  delete from upload where sha256 = any (gone);
  if e.whole then
    update linked_act set act = jsonb_set(act, '{payload}', '{}')
     where heard_at is not null and record_id in (select id from record where subject_id = e.subject_id);
    update record set title = '已删除', amount_fen = null where subject_id = e.subject_id;
    -- Ids are made from the code: under a new one nobody is found by a number, and who comes again is somebody new.
    insert into subject (id, kind, code_kind, code, name, erased_at)
    values (fresh, 'person', 'personKey', substr(fresh, 2), '已删除', e.confirmed_at);
    for holds in select c.conrelid::regclass as relation, a.attname as attribute
                   from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                  where c.contype = 'f' and c.confrelid = 'subject'::regclass loop
      execute format('update %s set %I = $1 where %I = $2', holds.relation, holds.attribute, holds.attribute) using fresh, e.subject_id;
    end loop;
    update case_file set state = jsonb_set(state, '{subjectId}', to_jsonb(fresh)) where subject_id = fresh;
    update term set holder = fresh where holder = e.subject_id;
    delete from subject where id = e.subject_id;
  end if;
  update erasure set papers = gone where id = request;
  return gone;
end $$;
revoke all on function erase_person(text) from public;
grant execute on function erase_person(text) to xinxiu_app;

grant select, insert on erasure to xinxiu_app;
grant update (confirmed_by, confirmed_at, place, previous, hash, emptied_at) on erasure to xinxiu_app;
revoke delete on personal, contact, notice_text, upload from xinxiu_app;

-- Down Migration
grant delete on personal, contact, notice_text, upload to xinxiu_app;
drop function erase_person(text);
alter table subject drop column erased_at;
drop table erasure;
update journal set events = '[]' where events is null;
alter table journal drop column events_hash, alter column events set not null;
