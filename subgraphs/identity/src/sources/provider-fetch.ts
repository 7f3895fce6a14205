import type { CustomFetch } from 'openid-client';
import { z } from 'zod';

/** How long a provider may take for an answer, and how much of it is read. */
export type ProviderLimits = { timeout: number; maxBytes: number };

/** Five seconds for each answer, 256 KiB of it. */
export const providerLimits: ProviderLimits = { timeout: 5_000, maxBytes: 256 * 1024 };

const bodiless = [204, 205, 304];

/** Asks a provider within its limits; redirects are not followed. */
export function createProviderFetch({ timeout, maxBytes }: ProviderLimits): CustomFetch {
  return async (url, { body, signal = AbortSignal.timeout(timeout), ...options }) => {
    const response = await fetch(url, { ...options, redirect: 'manual', signal, body: body ?? null });
    const { status, headers } = response;
    const read = await readBody(response, maxBytes);
    return new Response(bodiless.includes(status) ? null : read, { status, headers });
  };
}

const bytes = z.instanceof(Uint8Array);

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const part = bytes.parse(chunk);
    length += part.length;
    // Leaving the loop ends the connection.
    if (length > maxBytes) throw new Error('a provider answered too much');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
