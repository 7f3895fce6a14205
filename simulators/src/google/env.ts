import { z } from 'zod';

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4105),
  SIMULATOR_CLIENT_ID: z.string().default('conea-simulator.apps.googleusercontent.com'),
  SIMULATOR_CLIENT_SECRET: z.string().default('GOCSPX-simulator_secret_of_conea'),
  /** Comma separated; one of them has to be named exactly. */
  SIMULATOR_REDIRECT_URIS: z
    .string()
    .default('http://127.0.0.1:4011/oauth/google/callback')
    .transform((list) => list.split(',')),
});

/** The environment of the simulator; exits with what is wrong. */
export function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  process.stderr.write(`The environment is not valid:\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}
