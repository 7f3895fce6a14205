import type { Logger } from '@conea/platform';
import type { RevocationsConfig } from '../config/authentication.ts';
import { KeysUnavailable } from './jwks.ts';
import { createRevocationList, revocationPage, type TokenOrigin } from './revocation-list.ts';
import type { RevocationWatch } from './revocation-watch.ts';
import type { AskSubgraph } from './subgraph-question.ts';

export type RevocationsOptions = {
  ask: AskSubgraph;
  config: Pick<RevocationsConfig, 'poll_interval' | 'max'>;
  watch: RevocationWatch;
  onDropped(): void;
  /** A key is not to be trusted any longer: there may be another one in its place. */
  onKeyRevoked(): void;
  log: Logger;
};

/** The tokens of one issuer that are worthless before they end. */
export type Revocations = {
  /** Throws `KeysUnavailable` while the list was never read. */
  isRevoked(token: TokenOrigin): Promise<boolean>;
  /** Rejects while the list was never read. */
  check(): Promise<void>;
  /** Seconds since the list was known to be whole; how much is in it. */
  status(): { ageSeconds: number; count: number };
  stop(): void;
};

/** Follows the list of an issuer, by a cursor. While the issuer does not answer, what is known stays, and its age tells. */
export function followRevocations(options: RevocationsOptions): Revocations {
  const { ask, config, watch, onDropped, onKeyRevoked, log } = options;
  const list = createRevocationList(config.max, onDropped);
  const startedAt = performance.now();
  let cursor: string | null = null;
  let wholeAt: number | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const read = async () => {
    const askedAt = performance.now();
    for (let isMore = true; isMore && !isStopped;) {
      const page = revocationPage.parse(await ask({ cursor }));
      for (const revocation of page.revocations) list.add(revocation);
      for (const userId of new Set(page.revocations.map((revocation) => revocation.userId))) watch.tell(userId);
      if (list.setKeys(page.revokedKeys)) {
        watch.tellAll();
        onKeyRevoked();
      }
      ({ cursor, isMore } = page);
    }
    wholeAt = askedAt;
  };
  const poll = async () => {
    try {
      await read();
    } catch (error) {
      // From the beginning next time: the issuer may have come back with a database from a backup.
      cursor = null;
      log.warn({ err: error }, 'revocations not read');
    }
    if (!isStopped) timer = setTimeout(() => void poll(), config.poll_interval);
  };
  const first = poll();
  const known = async () => {
    if (wholeAt === null) await first;
    if (wholeAt === null) throw new KeysUnavailable('no list of revocations');
  };
  return {
    isRevoked: async (token) => {
      if (wholeAt === null) await known();
      return list.concerns(token);
    },
    check: known,
    status: () => ({
      ageSeconds: Math.round((performance.now() - (wholeAt ?? startedAt)) / 1_000),
      count: list.size(),
    }),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
