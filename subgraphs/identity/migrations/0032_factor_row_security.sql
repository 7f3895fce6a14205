-- What somebody proves who they are by, and what they were asked, is theirs alone: whoever acts for them is bound to them as soon as it is known who they
-- are. Until then a passkey is found by its credential, and a sign-in that waits by its token.
create policy person on totp_factors using (user_id = (select bound_person()));
create policy resealing on totp_factors using ((select is_doing('secret.reseal')));

create policy person on recovery_codes using (user_id = (select bound_person()));

create policy person on passkeys using (user_id = (select bound_person()));
create policy presented on passkeys for select using ((select is_doing('passkey.present')));

-- One that is for nobody yet is whoever's who signs it.
create policy person on passkey_challenges using (user_id = (select bound_person()) or user_id is null);
create policy work on passkey_challenges using ((select is_doing('hourly.purge')));

create policy person on sign_in_challenges using (user_id = (select bound_person()));
create policy tenant on sign_in_challenges using (organization_id = (select bound_tenant()));
create policy presented on sign_in_challenges for select using ((select is_doing('sign_in_challenge.present')));
create policy work on sign_in_challenges using ((select is_doing('hourly.purge')));

create policy person on sign_in_places using (user_id = (select bound_person()));
create policy work on sign_in_places using ((select is_doing('hourly.purge')));

create policy person on consents using (user_id = (select bound_person()));

do $$
declare
  name text;
begin
  foreach name in array array[
    'totp_factors', 'recovery_codes', 'passkeys', 'passkey_challenges', 'sign_in_challenges', 'sign_in_places', 'consents'
  ] loop
    execute format('alter table %I enable row level security, force row level security', name);
  end loop;
end $$;
