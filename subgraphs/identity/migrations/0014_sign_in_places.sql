-- Where a person has signed in from, as keyed hashes of device and network: the first sign-in from elsewhere is told by mail.
create table sign_in_places (
  user_id text not null references users (id) on delete cascade,
  place_hash bytea not null,
  last_seen_at timestamptz(3) not null,
  primary key (user_id, place_hash)
);
create index sign_in_places_by_age on sign_in_places (last_seen_at);
