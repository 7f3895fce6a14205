import { z } from 'zod';
import { duration } from './duration.ts';

const pin = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, 'expected the SHA-256 of a public key in base64, 44 characters of it');

const members = {
  min_version: z.enum(['1.3', '1.2']),
  /** PEM: the CAs that may vouch for the subgraph, in place of those of the system. */
  ca_file: z.string(),
  /** One certificate of its chain has to have one of these public keys. Name a second one that is kept safe, for when the first has to go. */
  pins: z.array(pin).max(16),
  /** PEM: what the router shows for itself. */
  certificate_file: z.string(),
  key_file: z.string(),
};

/** TLS to subgraphs with an `https` URL. All files are read again when they change. */
export const subgraphTlsConfig = z
  .strictObject({
    min_version: members.min_version.default('1.3'),
    ca_file: members.ca_file.default(''),
    pins: members.pins.default([]),
    certificate_file: members.certificate_file.default(''),
    key_file: members.key_file.default(''),
    check_interval: duration.prefault('10s'),
  })
  .refine(({ certificate_file: certificate, key_file: key }) => (certificate === '') === (key === ''), {
    path: ['key_file'],
    message: 'certificate_file and key_file go together',
  })
  .prefault({});

/** What is different for one subgraph. */
export const subgraphTlsOverride = z.strictObject(members).partial();

export type SubgraphTlsConfig = z.infer<typeof subgraphTlsConfig>;

export function subgraphTlsOf(
  common: SubgraphTlsConfig,
  own: z.infer<typeof subgraphTlsOverride> = {},
): SubgraphTlsConfig {
  return {
    min_version: own.min_version ?? common.min_version,
    ca_file: own.ca_file ?? common.ca_file,
    pins: own.pins ?? common.pins,
    certificate_file: own.certificate_file ?? common.certificate_file,
    key_file: own.key_file ?? common.key_file,
    check_interval: common.check_interval,
  };
}
