-- When and how whoever holds the session proved last who they are: dangerous actions ask for a fresh proof.
alter table sessions add column authenticated_at timestamptz(3);
update sessions set authenticated_at = created_at;
alter table sessions alter column authenticated_at set not null;
-- RFC 8176: `pwd`, and what a second factor adds.
alter table sessions add column authentication_methods text[] not null default '{pwd}';
