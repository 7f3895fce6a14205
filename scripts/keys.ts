import { openSecrets } from '@conea/platform';
import { changeKey } from './keys/change-key.ts';
import { listSigningKeys } from './keys/list-signing-keys.ts';
import { showSealing } from './keys/show-sealing.ts';
import { domains } from './start/settings.ts';
import { environmentOfThisMachine } from './start/this-machine.ts';

const usage = `Shows the keys of a deployment, and changes those that sign.

  npm run keys                       every signing key of identity with its state and age, what each key of SECRETS_KEY still wraps, and
                                     how far values are sealed anew, in every database that the environment and its secrets name
  npm run keys -- list               the same
  npm run keys -- rotate             the next key signs access tokens from now on; refused until it has been published for an hour
  npm run keys -- rotate refresh     the same for the key that refresh tokens are derived from, at once
  npm run keys -- rotate addresses   the same for the key that addresses are found by, two minutes from now and then row by row; refused until the last
                                     rotation has ended
  npm run keys -- revoke <key id>    for a key that somebody else may have: what it made is refused within five seconds
  npm run keys -- --help             this text

A key that wraps nothing anywhere can be taken out of SECRETS_KEY.

Exit code: 0 done · 1 it could not be done · 2 an argument is wrong.

Environment: SECRETS_KEY, IDENTITY_DATABASE_URL, INTEGRATION_DATABASE_URL, SIGNING_KEY_DAYS, or SECRETS_SOURCE and its variables. Without any
database, those of \`npm start\` on this machine.
`;

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`The keys could not be read or changed: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});

async function run([command = 'list', argument, ...rest]: readonly string[]): Promise<number> {
  if (command === '--help' || command === '-h') return tell('stdout', 0);
  if (rest.length > 0) return tell('stderr', 2);
  if (command === 'list' && argument === undefined) return list(await readEnvironment());
  if (command === 'rotate' && argument === undefined)
    return changeKey(await readEnvironment(), { kind: 'rotate', purpose: 'access_token' });
  if (command === 'rotate' && argument === 'refresh')
    return changeKey(await readEnvironment(), { kind: 'rotate', purpose: 'refresh_token' });
  if (command === 'rotate' && argument === 'addresses')
    return changeKey(await readEnvironment(), { kind: 'rotate-addresses' });
  if (command === 'revoke' && argument !== undefined)
    return changeKey(await readEnvironment(), { kind: 'revoke', keyId: argument });
  return tell('stderr', 2);
}

function tell(stream: 'stdout' | 'stderr', code: number): number {
  process[stream].write(usage);
  return code;
}

async function list(environment: NodeJS.ProcessEnv): Promise<number> {
  const named = domains.flatMap((domain) => {
    const url = environment[`${domain.toUpperCase()}_DATABASE_URL`];
    return url === undefined ? [] : [{ domain, url }];
  });
  if (named.length === 0) throw new Error('set IDENTITY_DATABASE_URL, INTEGRATION_DATABASE_URL or another one');
  for (const { domain, url } of named) {
    if (domain === 'identity') await listSigningKeys(url);
    await showSealing(domain, url, environment['SECRETS_KEY']);
  }
  return 0;
}

async function readEnvironment(): Promise<NodeJS.ProcessEnv> {
  const secrets = await openSecrets('keys');
  const environment = secrets.values();
  await secrets.close();
  const isNamed = domains.some((domain) => environment[`${domain.toUpperCase()}_DATABASE_URL`] !== undefined);
  return isNamed ? environment : { ...environment, ...environmentOfThisMachine() };
}
