import { createPublicKey } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatResults, probe } from './security/probe.ts';

const usage = `Tries the classic GraphQL misconfigurations and forged tokens on a running endpoint, and prints what it found.

  npm run security -- probe http://127.0.0.1:4000/graphql

  --query TEXT     what forged tokens ask for (default { __typename }); better something that needs to be signed in
  --token TOKEN    a token that the endpoint takes; the forged ones look like it
  --jwks URL       the issuer's key set, for tokens signed with its public key as a secret
  --json           the results as JSON
  --help

The exit code is 0 when nothing was found, 1 when something was, 2 when there is no endpoint. Ask only endpoints that are yours.
`;

const options = {
  query: { type: 'string' },
  token: { type: 'string' },
  jwks: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, url] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (command !== 'probe' || url === undefined) throw new Error(usage);
  else await run(url, values);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function run(
  url: string,
  values: { query?: string | undefined; token?: string | undefined; jwks?: string | undefined; json: boolean },
): Promise<void> {
  if (!URL.canParse(url)) throw new Error(`${url} is not a URL, such as http://127.0.0.1:4000/graphql`);
  const publicKey = values.jwks === undefined ? undefined : await fetchPublicKey(values.jwks);
  const results = await probe(url, { ...values, publicKey });
  process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : formatResults(results));
  if (results.some(({ finding }) => finding !== null)) process.exitCode = 1;
}

async function fetchPublicKey(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const { keys } = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(await response.json());
  const [jwk] = keys;
  return jwk && createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
}
