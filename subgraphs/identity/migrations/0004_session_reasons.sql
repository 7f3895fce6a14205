-- Why a session may end before its time: also those of the mutations that change how somebody proves who they are.
alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add check (
  revoked_because in (
    'sign_out', 'revoked_by_user', 'revoked_by_admin', 'refresh_token_reuse', 'member_removed', 'member_suspended',
    'password_changed', 'email_changed', 'mfa_changed', 'key_compromised'
  )
);

-- The list of a person's sessions, the newest first.
drop index sessions_user;
create index sessions_user on sessions (user_id, created_at, id);
