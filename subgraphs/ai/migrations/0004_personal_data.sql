-- What is held about a person is told page by page, whatever organization it is in.
create index chats_user on chats (user_id, id);
create index embeddings_user on embeddings (user_id, id);
create index usage_records_of_user on usage_records (user_id, id);
