import { z } from 'zod';

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4106),
  SIMULATOR_CLIENT_ID: z.string().default('Ov23liSimulatorOfConea'),
  SIMULATOR_CLIENT_SECRET: z.string().default('simulator_secret_of_conea_at_github'),
  /** Redirects may lead to it and into its folder. */
  SIMULATOR_CALLBACK_URL: z.url().default('http://127.0.0.1:4011/oauth/github/callback'),
});

/** The environment of the simulator; exits with what is wrong. */
export function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  process.stderr.write(`The environment is not valid:\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}
