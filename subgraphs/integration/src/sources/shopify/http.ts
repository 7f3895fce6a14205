import { Agent, request } from 'undici';
import { SourceError } from '../../domain/source-error.ts';

/** An answer that arrived, whatever its status; `body` is JSON or null. */
export type HttpReply = { status: number; body: unknown; retryAfter: number | null; isSimulated: boolean };

const connectTimeout = 3_000;
const answerTimeout = 20_000;
const maxAnswerBytes = 32 * 1024 * 1024;

export type HttpLimits = { answerTimeout: number; maxAnswerBytes: number };

/** A client of stores: it posts JSON and follows no redirects. For a whole answer it waits 20 seconds, and takes 32 MiB of it and 16 KiB of headers. */
export function createHttpClient(limits: HttpLimits = { answerTimeout, maxAnswerBytes }) {
  const agent = new Agent({
    connect: { timeout: connectTimeout },
    maxResponseSize: limits.maxAnswerBytes,
    connections: 16,
  });
  return {
    post: async (
      url: string,
      headers: Record<string, string>,
      json: object,
      signal: AbortSignal,
    ): Promise<HttpReply> => {
      try {
        const reply = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
          body: JSON.stringify(json),
          signal: AbortSignal.any([signal, AbortSignal.timeout(limits.answerTimeout)]),
        });
        return {
          status: reply.statusCode,
          body: parseJson(await reply.body.text()),
          retryAfter: parseRetryAfter(reply.headers['retry-after']),
          isSimulated: reply.headers['x-conea-simulator'] !== undefined,
        };
      } catch (cause) {
        signal.throwIfAborted();
        throw new SourceError('TRANSIENT', 'The store cannot be reached.', { cause });
      }
    },
    close: () => agent.close(),
  };
}

export type HttpClient = ReturnType<typeof createHttpClient>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Milliseconds; the header has seconds, with decimals at Shopify. */
function parseRetryAfter(header: string | string[] | undefined): number | null {
  const seconds = typeof header === 'string' ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null;
}
