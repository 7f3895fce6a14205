import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4103),
  SMTP_PORT: port.default(4125),
  /** Mails that are kept. */
  SIMULATOR_CAPACITY: z.coerce.number().int().min(1).max(10_000).default(200),
});

/** The environment of the simulator; exits with what is wrong. */
export function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  process.stderr.write(`The environment is not valid:\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}
