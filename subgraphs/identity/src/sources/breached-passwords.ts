import { createHash } from 'node:crypto';
import { createInstruments, type Registry } from '@conea/platform';
import { z } from 'zod';
import type { IsBreached } from '../domain/password-rules.ts';

export type BreachedPasswordsOptions = {
  /** A service with the range API of Have I Been Pwned. */
  url: string;
  /** Milliseconds for the whole answer; default 1,000. */
  timeout?: number;
  /** Milliseconds without asking after a failure, so that an outage does not slow everybody down; default 30,000. */
  pause?: number;
  clock: () => Date;
  /** Counts how each question ended; `skipped` is one that was not asked. */
  count(outcome: 'breached' | 'unknown' | 'failed' | 'skipped'): void;
};

const maxBytes = 256 * 1024;
const line = /^(?<suffix>[0-9A-F]{35}):(?<count>\d+)$/i;

/**
 * Asks whether a password has leaked, by k-anonymity: the service learns five of forty digits of its SHA-1, and padding hides how many
 * it found (https://haveibeenpwned.com/API/v3#PwnedPasswords). When it does not answer, no password counts as leaked.
 */
export function createBreachedPasswords(options: BreachedPasswordsOptions): IsBreached {
  const { url, timeout = 1_000, pause = 30_000, clock, count } = options;
  let pausedUntil = 0;
  return async (password) => {
    if (clock().getTime() < pausedUntil) {
      count('skipped');
      return false;
    }
    const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
    try {
      const address = new URL(`range/${digest.slice(0, 5)}`, url);
      const isBreached = (await ask(address, timeout)).has(digest.slice(5));
      count(isBreached ? 'breached' : 'unknown');
      return isBreached;
    } catch {
      pausedUntil = clock().getTime() + pause;
      count('failed');
      return false;
    }
  };
}

/** The same with its measure; without a URL nobody is asked. */
export function openBreachedPasswords(parts: { url: string; clock: () => Date; metrics: Registry }): IsBreached {
  if (parts.url === '') return async () => false;
  const questions = createInstruments(parts.metrics).counter({
    name: 'identity_breached_password_questions_total',
    help: 'Questions whether a password has leaked, by how they ended.',
    labels: ['outcome'],
  });
  return createBreachedPasswords({ ...parts, count: (outcome) => questions({ outcome }) });
}

async function ask(address: URL, timeout: number): Promise<Set<string>> {
  const headers = { 'add-padding': 'true', 'user-agent': 'conea-identity' };
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(timeout) });
  if (!response.ok || !response.body) throw new Error(`the range API answered ${response.status}`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    text += decoder.decode(z.instanceof(Uint8Array).parse(chunk), { stream: true });
    if (text.length > maxBytes) throw new Error('the range API answered too much');
  }
  const found = text.split(/\r?\n/).flatMap((row) => {
    const { suffix, count } = line.exec(row)?.groups ?? {};
    if (suffix === undefined && row !== '') throw new Error('the range API answered something else');
    // Padding has a count of zero.
    return suffix === undefined || Number(count) === 0 ? [] : [suffix.toUpperCase()];
  });
  return new Set(found);
}
