import { lookup } from 'node:dns';
import { get } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../domain/public-address.ts';

/** Which addresses may be connected to, how much of an answer is read, and further authorities to trust. */
export type PublicFetchOptions = { isAllowed?: (address: string) => boolean; maxBytes?: number; ca?: string };

/** Reads what somebody else has named the URL of. */
export type PublicFetch = (url: string, options: { headers: Headers; signal: AbortSignal }) => Promise<Response>;

/**
 * Reads over https what is on the public internet. The address that is checked is the one that is connected to, so that a name cannot lead elsewhere in between;
 * redirects are not followed, and no connection is used twice.
 */
export function createPublicFetch({
  isAllowed = isPublicAddress,
  maxBytes = 64 * 1024,
  ca,
}: PublicFetchOptions = {}): PublicFetch {
  const guarded = createLookup(isAllowed);
  return (url, { headers, signal }) =>
    new Promise((resolve, reject) => {
      const { hostname, protocol } = new URL(url);
      const literal = hostname.replace(/^\[(?<address>.*)\]$/, '$<address>');
      if (protocol !== 'https:' || (isIP(literal) !== 0 && !isAllowed(literal))) return reject(forbidden());
      const trust = ca === undefined ? {} : { ca };
      const options = { ...trust, headers: Object.fromEntries(headers), signal, lookup: guarded, agent: false };
      const request = get(url, options, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > maxBytes) response.destroy(new Error('it answered too much'));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 500;
          resolve(new Response(status === 200 ? Buffer.concat(chunks) : null, { status: status === 200 ? 200 : 502 }));
        });
      });
      request.on('error', reject);
      return undefined;
    });
}

function createLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? forbidden(), '');
      // One that is not allowed among others is a trap.
      if (!addresses.every(({ address }) => isAllowed(address))) return callback(forbidden(), '');
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

const forbidden = (): NodeJS.ErrnoException => new Error('only https on the public internet is read');
