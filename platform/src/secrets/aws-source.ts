import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { SecretsError, type SecretSource } from './source.ts';

export type AwsOptions = {
  /** Name or ARN of a secret whose text is a JSON object of names and texts. */
  secretId: string;
  /** Default: what the SDK finds (`AWS_REGION`, profile, instance). */
  region?: string | undefined;
  endpoint?: string | undefined;
  /** Milliseconds for a read with its repetitions. */
  timeout: number;
};

const named = z.record(z.string(), z.string());

/** One secret of AWS Secrets Manager, read with whatever credentials the SDK finds (https://docs.aws.amazon.com/secretsmanager/latest/apireference/). */
export function createAwsSource({ secretId, region, endpoint, timeout }: AwsOptions): SecretSource {
  const client = new SecretsManagerClient({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: 3,
  });
  return {
    name: 'aws',
    read: async () => {
      const command = new GetSecretValueCommand({ SecretId: secretId });
      const answer = await client
        .send(command, { abortSignal: AbortSignal.timeout(timeout) })
        .catch((error: unknown) => {
          // Its name only: the rest has the request in it.
          const reason = error instanceof Error ? error.name : 'an unknown error';
          throw new SecretsError(`AWS Secrets Manager did not give ${secretId}: ${reason}`);
        });
      const parsed = named.safeParse(parseJson(answer.SecretString ?? ''));
      if (!parsed.success) throw new SecretsError(`the secret ${secretId} is not a JSON object of names and texts`);
      return { values: new Map(Object.entries(parsed.data)), renewWithin: null };
    },
    close: async () => client.destroy(),
  };
}

/** Undefined for what is no JSON: the error of the parser quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
