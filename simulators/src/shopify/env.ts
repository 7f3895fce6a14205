import { z } from 'zod';

const domain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const shop = /^(?<domain>[^:]+):(?<orderCount>\d{1,6})$/;

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4101),
  /** `domain:orders` pairs, comma separated. A shop whose name ends with `-us` sells in dollars. */
  SIMULATOR_SHOPS: z
    .string()
    .default('conea-demo.myshopify.com:1000,conea-outlet-us.myshopify.com:60')
    .transform((list, context) =>
      list.split(',').map((entry) => {
        const groups = shop.exec(entry.trim())?.groups;
        if (groups?.['domain'] && domain.test(groups['domain']))
          return { domain: groups['domain'], orderCount: Number(groups['orderCount']) };
        context.addIssue({ code: 'custom', message: 'expected name.myshopify.com:orders' });
        return z.NEVER;
      }),
    ),
  SIMULATOR_SEED: z.string().default('conea'),
  SIMULATOR_PLAN: z.enum(['standard', 'advanced', 'plus', 'enterprise']).default('plus'),
  SIMULATOR_TIME_SCALE: z.coerce.number().min(0).max(1).default(1),
  SIMULATOR_INDEX_LAG_MS: z.coerce.number().int().min(0).default(2_000),
  SIMULATOR_CURSOR_LIFETIME_MS: z.coerce.number().int().min(0).default(3_600_000),
  SIMULATOR_STATE_FILE: z.string().optional(),
});

/** The environment of the simulator; exits with what is wrong. */
export function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  process.stderr.write(`The environment is not valid:\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}
