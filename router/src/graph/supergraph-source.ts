import { readFile, stat } from 'node:fs/promises';
import { request } from 'undici';
import type { SupergraphConfig } from '../config/supergraph.ts';

/** Where the text of the supergraph comes from. */
export type SupergraphSource = {
  /** For people. */
  name: string;
  /** The newest text, or null when it is the one that was read last. Throws what keeps it from being read. */
  read(): Promise<string | null>;
};

/** A file; one that was replaced, also through a link as Kubernetes does it, is another one. */
export function createFileSource(path: string, { max_bytes: maxBytes }: SupergraphConfig): SupergraphSource {
  let last = '';
  return {
    name: path,
    read: async () => {
      const { mtimeMs, size, ino } = await stat(path);
      const version = `${mtimeMs} ${size} ${ino}`;
      if (version === last) return null;
      if (size > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes (supergraph.max_bytes)`);
      const text = await readFile(path, 'utf8');
      last = version;
      return text;
    },
  };
}

/** The first of the URLs that answers, asked with its `ETag` so that what is known is not sent again (RFC 9110, section 13.1.2). */
export function createUrlSource(config: SupergraphConfig): SupergraphSource {
  const { urls, authorization, request_timeout: timeout, max_bytes: maxBytes } = config;
  const etags = new Map<string, string>();
  let last = '';
  const fetchFrom = async (url: string): Promise<string | null> => {
    const etag = last === url ? etags.get(url) : undefined;
    const headers = {
      accept: 'application/graphql, text/plain, */*;q=0.1',
      ...(authorization !== undefined && { authorization }),
      ...(etag !== undefined && { 'if-none-match': etag }),
    };
    const { statusCode, headers: told, body } = await request(url, { headers, signal: AbortSignal.timeout(timeout) });
    if (statusCode === 304) return null;
    if (statusCode !== 200) throw new Error(`it answered ${statusCode}`);
    const text = await readText(body, maxBytes);
    last = url;
    etags.set(url, [told['etag'] ?? ''].flat().join());
    return text;
  };
  return {
    name: urls.map(nameOf).join(', '),
    read: async () => {
      const failures: string[] = [];
      for (const url of urls) {
        try {
          return await fetchFrom(url);
        } catch (error) {
          failures.push(`${nameOf(url)}: ${error instanceof Error ? error.message : 'no answer'}`);
        }
      }
      throw new Error(failures.join('; '));
    },
  };
}

/** Without credentials and parameters, which may be secret. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes (supergraph.max_bytes)`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
