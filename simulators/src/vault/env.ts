import { z } from 'zod';

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4110),
  SIMULATOR_ROOT_TOKEN: z.string().default('simulated'),
  SIMULATOR_ROLE: z.string().default('conea'),
  SIMULATOR_SERVICE_ACCOUNT_TOKEN: z.string().default('simulated'),
  SIMULATOR_TOKEN_SECONDS: z.coerce.number().int().min(1).default(3_600),
  SIMULATOR_LONGEST_TOKEN_SECONDS: z.coerce.number().int().min(1).default(86_400),
});

/** The environment of the simulator; exits with what is wrong. */
export function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  process.stderr.write(`The environment is not valid:\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}
