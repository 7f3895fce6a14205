import { z } from 'zod';
import { duration } from './duration.ts';

/** TLS of the router itself. Without a certificate it speaks plain HTTP, for a proxy or a mesh in front of it. */
export const serverTlsConfig = z
  .strictObject({
    /** PEM: the certificate and those between it and the CA. It is read again when it changes. */
    certificate_file: z.string().default(''),
    key_file: z.string().default(''),
    /** 1.2 only for clients that know nothing newer. */
    min_version: z.enum(['1.3', '1.2']).default('1.3'),
    /** How often the files are looked at. */
    check_interval: duration.prefault('10s'),
    /** For a client to finish its handshake. */
    handshake_timeout: duration.prefault('10s'),
    /** `Strict-Transport-Security` on every answer (RFC 6797). */
    hsts: z
      .strictObject({
        /** `0s` takes back what browsers were told before. */
        max_age: duration.prefault('365d'),
        include_subdomains: z.boolean().default(true),
      })
      .prefault({}),
  })
  .refine(({ certificate_file: certificate, key_file: key }) => (certificate === '') === (key === ''), {
    path: ['key_file'],
    message: 'certificate_file and key_file go together',
  })
  .prefault({});

export type ServerTlsConfig = z.infer<typeof serverTlsConfig>;
