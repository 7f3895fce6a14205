import {
  createDatabase,
  createDataKeys,
  createEnvelope,
  createLogger,
  createSecretBox,
  sealingKeys,
  type Database,
} from '@conea/platform';
import { z } from 'zod';
import type { Seals } from '../../subgraphs/identity/src/domain/column-seal.ts';
import { rotateBlindIndex } from '../../subgraphs/identity/src/jobs/rotate-blind-index.ts';
import { openKeys } from '../../subgraphs/identity/src/open-keys.ts';
import type { KeyPurpose } from '../../subgraphs/identity/src/domain/signing-key.ts';
import { endCompromisedSessions } from '../../subgraphs/identity/src/jobs/end-compromised-sessions.ts';

const settings = z.object({
  SECRETS_KEY: sealingKeys,
  IDENTITY_DATABASE_URL: z.url(),
  SIGNING_KEY_DAYS: z.coerce.number().default(90),
});

type SigningChange = { kind: 'rotate'; purpose: KeyPurpose } | { kind: 'revoke'; keyId: string };
type Change = SigningChange | { kind: 'rotate-addresses' };

/** Changes a key as identity itself does it, audited; every process of identity hears of it. Answers the exit code. */
export async function changeKey(environment: NodeJS.ProcessEnv, change: Change): Promise<number> {
  const env = settings.parse(environment);
  const log = createLogger('keys', 'silent');
  const open = (name: string) => createDatabase({ url: env.IDENTITY_DATABASE_URL, name, log, maxConnections: 3 });
  const [database, keyDatabase] = [open('keys'), open('keys of keys')];
  try {
    const box = createSecretBox(() => env.SECRETS_KEY);
    const envelope = createEnvelope(createDataKeys({ database: keyDatabase, box, refresh: async () => undefined }));
    const signingKeyDays = env.SIGNING_KEY_DAYS;
    if (change.kind === 'rotate-addresses') return await rotateAddresses(database, { envelope, box });
    const opened = await openKeys({ database, seals: { envelope, box }, signingKeyDays, clock: () => new Date(), log });
    return await apply(change, opened.keyChanges, database);
  } finally {
    await Promise.all([database.close(), keyDatabase.close()]);
  }
}

async function rotateAddresses(database: Database, seals: Seals): Promise<number> {
  const version = await rotateBlindIndex(database, seals);
  if (version === null) throw new Error('the last rotation has not ended: addresses are still found under two keys');
  console.log(`published: version ${version} of the key that addresses are found by`);
  return 0;
}

type KeyChanges = Awaited<ReturnType<typeof openKeys>>['keyChanges'];

async function apply(change: SigningChange, { rotate, revoke }: KeyChanges, database: Database): Promise<number> {
  if (change.kind === 'rotate') {
    const outcome = await rotate(change.purpose);
    if (outcome instanceof Date) throw new Error(`the next key may sign from ${outcome.toISOString()} on`);
    console.log(`rotated: ${outcome.to} signs now`);
    return 0;
  }
  if (!(await revoke(change.keyId))) throw new Error(`there is no key ${change.keyId} that is not retired yet`);
  const ended = await endCompromisedSessions(database);
  console.log(`revoked: ${change.keyId} is gone, and what it made is refused; ${ended} sessions ended`);
  return 0;
}
