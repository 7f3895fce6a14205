-- What is held about a person is told page by page, whatever organization it is in.
create index events_subject on events (subject, id);
create index audit_entries_actor on audit_entries (actor_id, id);
create index audit_entries_about on audit_entries (resource_id, id) where resource_type = 'User';
