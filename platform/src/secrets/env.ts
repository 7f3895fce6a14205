import { z } from 'zod';
import { parseEnv, serverEnv } from '../env.ts';
import { createLogger } from '../log.ts';
import { createEnvironmentSource } from './environment-source.ts';
import { createFolderSource } from './folder-source.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { SecretsError, type SecretSource } from './source.ts';
import { createVaultSource } from './vault-source.ts';

const seconds = (defaultSeconds: number) =>
  z.coerce
    .number()
    .min(0.1)
    .max(3_600)
    .default(defaultSeconds)
    .transform((given) => given * 1_000);

const common = z.object({
  LOG_LEVEL: serverEnv.shape.LOG_LEVEL,
  SECRETS_SOURCE: z.enum(['environment', 'files', 'vault', 'aws']).default('environment'),
  SECRETS_REFRESH_SECONDS: seconds(60),
  SECRETS_TIMEOUT_SECONDS: seconds(10),
});

const files = z.object({ SECRETS_FOLDER: z.string().default('/run/secrets/conea') });

const vault = z
  .object({
    VAULT_ADDR: z.url({ protocol: /^https?$/ }),
    VAULT_NAMESPACE: z.string().optional(),
    VAULT_KV_MOUNT: z.string().default('secret'),
    VAULT_SECRET_PATH: z.string().min(1),
    VAULT_TOKEN: z.string().min(1).optional(),
    VAULT_KUBERNETES_ROLE: z.string().min(1).optional(),
    VAULT_KUBERNETES_MOUNT: z.string().default('kubernetes'),
    VAULT_KUBERNETES_TOKEN_FILE: z.string().default('/var/run/secrets/kubernetes.io/serviceaccount/token'),
  })
  .refine(({ VAULT_TOKEN: token, VAULT_KUBERNETES_ROLE: role }) => (token === undefined) !== (role === undefined), {
    message: 'expected VAULT_TOKEN or VAULT_KUBERNETES_ROLE',
    path: ['VAULT_TOKEN'],
  });

const aws = z.object({
  AWS_SECRET_ID: z.string().min(1),
  AWS_REGION: z.string().optional(),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: z.url().optional(),
});

/** Reads the secrets of this process from where `SECRETS_SOURCE` says, and keeps them fresh; exit code 1 with the reason when they cannot be had. */
export async function openSecrets(service: string): Promise<Secrets> {
  const env = parseEnv(common);
  const log = createLogger(service, env.LOG_LEVEL);
  const source = await openSource(env.SECRETS_SOURCE, env.SECRETS_TIMEOUT_SECONDS);
  try {
    return await createSecrets({ source, log, interval: env.SECRETS_REFRESH_SECONDS, environment: process.env });
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error;
    process.stderr.write(`The secrets cannot be read:\n  ${error.message}\n`);
    process.exit(1);
  }
}

async function openSource(name: z.infer<typeof common>['SECRETS_SOURCE'], timeout: number): Promise<SecretSource> {
  if (name === 'files') return createFolderSource(parseEnv(files).SECRETS_FOLDER);
  if (name === 'vault') {
    const env = parseEnv(vault);
    return createVaultSource({
      ...{ address: env.VAULT_ADDR, namespace: env.VAULT_NAMESPACE, timeout },
      ...{ mount: env.VAULT_KV_MOUNT, path: env.VAULT_SECRET_PATH },
      auth:
        env.VAULT_TOKEN === undefined
          ? {
              role: env.VAULT_KUBERNETES_ROLE ?? '',
              mount: env.VAULT_KUBERNETES_MOUNT,
              tokenFile: env.VAULT_KUBERNETES_TOKEN_FILE,
            }
          : { token: env.VAULT_TOKEN },
    });
  }
  if (name === 'aws') {
    const env = parseEnv(aws);
    // The SDK takes a while to load: only who uses it waits for it.
    const { createAwsSource } = await import('./aws-source.ts');
    const endpoint = env.AWS_ENDPOINT_URL_SECRETS_MANAGER;
    return createAwsSource({ secretId: env.AWS_SECRET_ID, region: env.AWS_REGION, endpoint, timeout });
  }
  return createEnvironmentSource(process.env);
}
