import pg from 'pg';

type Row = { id: string; purpose: string; state: string; created: Date; since: Date; revoked: boolean };

const keys = `
  select id, purpose, state, created_at as created, revoked_at is not null as revoked,
    coalesce(retired_at, passive_at, activated_at, created_at) as since
  from signing_keys
  order by purpose, array_position(array['next', 'active', 'passive', 'retired'], state), created_at desc`;

/** Prints the keys that sign access tokens and derive refresh tokens, each with its state and age. */
export async function listSigningKeys(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(keys);
    const { rows: times } = await client.query<{ now: Date }>('select clock_timestamp() as now');
    const now = times[0]?.now ?? new Date();
    console.log('identity: keys that sign');
    console.table(
      rows.map(({ id, purpose, state, created, since, revoked }) => ({
        key: id,
        purpose,
        state: revoked ? 'retired (revoked)' : state,
        age: ageOf(created, now),
        'in this state for': ageOf(since, now),
      })),
    );
  } finally {
    await client.end();
  }
}

function ageOf(since: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
