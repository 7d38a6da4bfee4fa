-- Up Migration

-- The cases of one application are read together.
create index case_application on case_file (application_id) where application_id is not null;

-- Down Migration
drop index case_application;
