drop function purge_audit_entries(timestamptz, integer);
drop table access_denial;
drop index audit_entry_of_store, audit_entry_of_actor, audit_entry_of_people_read, audit_entry_of_sign_in;
delete from audit_entry where kind::text in ('people_read', 'access_denied');
alter table audit_entry drop column store_id, drop column customer_ids;

-- A value of an enum cannot be removed, so the type is made anew.
alter type audit_kind rename to former_audit_kind;
create type audit_kind as enum (
  'signed_in', 'sign_in_failed', 'session_ended',
  'password_changed', 'password_upgraded', 'password_reset_requested', 'password_reset', 'password_link_given',
  'role_changed', 'deactivated', 'reactivated', 'login_name_refused',
  'registration_requested', 'registration_completed', 'registration_failed'
);
alter table audit_entry alter column kind type audit_kind using kind::text::audit_kind;
drop type former_audit_kind;
create index audit_entry_of_sign_in on audit_entry (principal_kind, principal_id, at) where kind = 'signed_in';
