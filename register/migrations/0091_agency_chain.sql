-- Up Migration

-- What the office does about an agency is chained, like the journal of a case; its head stands with the agency, and hourly in
-- the anchor. Acts written before this have no hash of their own: the first one after them covers them.
alter table agency_act
  add column previous text,
  add column hash text,
  add constraint agency_act_chained check ((previous is null) = (hash is null));
alter table party add column agency_head text; -- hash of the last act about it

-- Down Migration
alter table party drop column agency_head;
alter table agency_act drop constraint agency_act_chained, drop column hash, drop column previous;
