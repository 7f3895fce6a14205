import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import type { TransportsConfig } from '../config/transports.ts';

/** Up to this size compressing at once is cheaper than a stream, and too short to hold up others. */
const syncThreshold = 16 * 1024;

/** Compresses answers by `Accept-Encoding` and reads compressed requests; streams are sent as they come. */
export async function serveCompression(app: FastifyInstance, options: TransportsConfig['compression']): Promise<void> {
  if (!options.enabled) return;
  const { min_size: threshold, encodings } = options;
  await app.register(compress, { threshold, encodings, requestEncodings: encodings, syncThreshold });
}
