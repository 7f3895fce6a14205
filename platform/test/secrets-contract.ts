import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@conea/platform';
import { createMetrics } from '@conea/platform/metrics';
import { createSecrets } from '@conea/platform/secrets/secrets';
import type { SecretSource } from '@conea/platform/secrets/source';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import type { SecretPeer } from './support/secret-peers.ts';

/** Never to be seen in a log, an error or a measure. */
export const canary = 'canary-7f3a9c';

export type SecretsContract = {
  start(): Promise<SecretPeer>;
  open(peer: SecretPeer): SecretSource;
  /** Ways in which it fails, and how it is well again. */
  failures: Record<string, (peer: SecretPeer) => Promise<void>>;
  mend(peer: SecretPeer): Promise<void>;
};

/** Keeps every line. */
export function aLog() {
  const lines: string[] = [];
  return { lines, log: createLogger('test', 'trace', { write: (line) => void lines.push(line) }) };
}

/** What is promised of secrets, wherever they come from. */
export function describeSecrets(name: string, { start, open, failures, mend }: SecretsContract): void {
  describe(`secrets from ${name}`, () => {
    let peer: SecretPeer;
    beforeAll(async () => {
      peer = await start();
    });
    beforeEach(async () => {
      await mend(peer);
      await peer.put({ SHOP_KEY: `${canary}-1`, LIMIT: '10' });
    });
    afterAll(() => peer.close());
    const opened = async (interval = 3_600_000) => {
      const { lines, log } = aLog();
      const secrets = await createSecrets({ source: open(peer), log, interval, environment: { HOST: 'here' } });
      return { secrets, lines };
    };

    it('are read at the start, over what the environment has', async () => {
      const { secrets } = await opened();
      expect(secrets.get('SHOP_KEY')).toBe(`${canary}-1`);
      expect(secrets.values()).toMatchObject({ HOST: 'here', LIMIT: '10' });
      expect(() => secrets.get('MISSING')).toThrow('there is no secret MISSING');
      await secrets.close();
    });

    it('are seen when they change, without a restart', async () => {
      const { secrets } = await opened(50);
      const key = secrets.live('SHOP_KEY', z.string());
      expect(key()).toBe(`${canary}-1`);
      await peer.put({ SHOP_KEY: `${canary}-2`, LIMIT: '10' });
      await until('the new key is there', () => key() === `${canary}-2`);
      await secrets.close();
    });

    it('keep their last good value when a new one has not its form or is gone, and say so without it', async () => {
      const { secrets, lines } = await opened();
      const limit = secrets.live('LIMIT', z.coerce.number());
      const key = secrets.live('SHOP_KEY', z.string());
      await peer.put({ LIMIT: canary });
      expect(await secrets.refresh()).toBe(true);
      expect([limit(), key()]).toEqual([10, `${canary}-1`]);
      expect(lines.filter((line) => line.includes('the last good one stays'))).toHaveLength(2);
      expect(lines.join('')).not.toContain(canary);
      await peer.put({ LIMIT: '20', SHOP_KEY: 'next' });
      await secrets.refresh();
      expect([limit(), key()]).toEqual([20, 'next']);
      await secrets.close();
    });

    it('are not there at all for a service that needs one without its form', async () => {
      const { secrets } = await opened();
      expect(() => secrets.live('SHOP_KEY', z.coerce.number())).toThrow('not in its form');
      expect(() => secrets.live('MISSING', z.string())).toThrow('the secret MISSING is not there');
      await secrets.close();
    });

    for (const [failure, fail] of Object.entries(failures))
      describe(`when it fails with ${failure}`, () => {
        it('refuse the start, and name no secret', async () => {
          await fail(peer);
          const { log } = aLog();
          const failed = await createSecrets({ source: open(peer), log }).catch((error: unknown) => error);
          expect(failed).toMatchObject({ name: expect.stringMatching(/^(Secrets|Vault)Error$/) });
          expect(JSON.stringify(describeWhole(failed))).not.toContain(canary);
        });

        it('keep the last good ones, raise an alarm, and are fresh again afterwards', async () => {
          const { secrets, lines } = await opened();
          const registry = createMetrics('test');
          secrets.measure(registry);
          await fail(peer);
          expect(await secrets.refresh()).toBe(false);
          expect(secrets.get('SHOP_KEY')).toBe(`${canary}-1`);
          expect(lines.join('')).toContain('secrets could not be refreshed');
          await mend(peer);
          await peer.put({ SHOP_KEY: `${canary}-3`, LIMIT: '10' });
          await until('the secrets are fresh', () => secrets.refresh());
          expect(secrets.get('SHOP_KEY')).toBe(`${canary}-3`);
          const measured = await registry.metrics();
          expect(measured).toMatch(/secrets_refreshes_total\{result="failure",service="test"\} [1-9]/);
          expect(measured).toMatch(/secrets_age_seconds\{service="test"\} 0\.\d+/);
          expect(lines.join('') + measured).not.toContain(canary);
          await secrets.close();
        });
      });
  });
}

/** An error with all that it carries. */
export function describeWhole(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return [error.name, error.message, error.stack, Object.entries(error), describeWhole(error.cause)];
}
