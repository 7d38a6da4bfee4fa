-- Up Migration

-- An application is one subject's: of two who hand in the same number at the same moment, the second begins anew and is refused.
alter table application add constraint application_of_subject unique (id, subject_id);
alter table case_file add constraint case_application_subject
  foreign key (application_id, subject_id) references application (id, subject_id) on update cascade not valid; -- what was written before stays readable
-- Each counter has numbers of its own; the id tells them apart.
alter table application drop constraint application_channel_channel_number_key;

-- Down Migration
alter table case_file drop constraint case_application_subject;
alter table application drop constraint application_of_subject;
alter table application add constraint application_channel_channel_number_key unique (channel, channel_number);
