import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyRules, nextStep, rotationNow, type KeyLife, type KeyStep } from '../src/domain/key-rotation.ts';
import { keyPurposes, type KeyPurpose } from '../src/domain/signing-key.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const activeFor = 90 * day;
/** How long what a key made is good for. */
const lifeOf: Record<KeyPurpose, number> = { access_token: hour, refresh_token: 30 * day };
/** A process signs with what it read this long ago, a verifier holds a key set this long, and clocks differ by so much. */
const [staleSigner, cachedSet, skew] = [30 * minute, 15 * minute, 90_000];

/** The keys of a deployment, changed as the store changes them, and all that they ever made. */
function aDeployment() {
  const state: { now: Date; keys: KeyLife[]; made: number } = { now: new Date(0), keys: [], made: 0 };
  const made: { keyId: string; purpose: KeyPurpose; until: number }[] = [];
  const apply = (step: KeyStep) => {
    const { now } = state;
    const set = (id: string | null, change: Partial<KeyLife>) =>
      (state.keys = state.keys.map((key) => (key.id === id ? { ...key, ...change } : key)));
    if (step.kind === 'publish') {
      const key = {
        id: `key ${++state.made}`,
        purpose: step.purpose,
        state: step.state,
        createdAt: now,
        passiveAt: null,
      };
      state.keys.push({ ...key, activatedAt: step.state === 'active' ? now : null });
    }
    if (step.kind === 'rotate') {
      set(step.from, { state: 'passive', passiveAt: now });
      set(step.to, { state: 'active', activatedAt: now });
    }
    if (step.kind === 'retire') set(step.id, { state: 'retired' });
  };
  const run = () => {
    for (let step = nextStep(state.keys, state.now, activeFor); step; step = nextStep(state.keys, state.now, activeFor))
      apply(step);
  };
  return {
    state,
    made,
    run,
    pass: (time: number) => (state.now = new Date(state.now.getTime() + time)),
    rotate: (purpose: KeyPurpose) => {
      const step = rotationNow(purpose, state.keys, state.now);
      if (!(step instanceof Date)) apply(step);
      return step;
    },
    /** Processes that read the keys now, or a while ago, make tokens. */
    sign: () => {
      for (const { id, purpose, state: now, passiveAt } of state.keys) {
        const isStale = now === 'passive' && state.now.getTime() - (passiveAt?.getTime() ?? 0) <= staleSigner;
        if (now === 'active' || isStale)
          made.push({ keyId: id, purpose, until: state.now.getTime() + lifeOf[purpose] + skew });
      }
    },
    living: () => made.filter(({ until }) => until > state.now.getTime()),
  };
}

type Deployment = ReturnType<typeof aDeployment>;

const actions = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 3 * day }).map((time) => (it: Deployment) => void it.pass(time)),
    fc.integer({ min: 1, max: 2 * hour }).map((time) => (it: Deployment) => void it.pass(time)),
    fc.constant((it: Deployment) => it.run()),
    fc.constantFrom(...keyPurposes).map((purpose) => (it: Deployment) => void it.rotate(purpose)),
    fc.constant((it: Deployment) => it.sign()),
  ),
  { minLength: 1, maxLength: 200 },
);

/** Calls `check` after each action of many histories; the job runs after each, as it does every hour. */
const always = (check: (deployment: Deployment) => void) =>
  fc.assert(
    fc.property(actions, (history) => {
      const deployment = aDeployment();
      deployment.run();
      for (const act of history) {
        act(deployment);
        deployment.run();
        deployment.sign();
        check(deployment);
      }
    }),
    { numRuns: 200 },
  );

describe('whatever the times of rotations', () => {
  it('there is one key that signs and one that is to follow, of each purpose', () => {
    always(({ state: { keys } }) => {
      for (const purpose of keyPurposes)
        for (const wanted of ['active', 'next'])
          expect(keys.filter((key) => key.purpose === purpose && key.state === wanted)).toHaveLength(1);
    });
  });

  it('no key is retired while what it made lives', () => {
    always(({ state: { keys }, living }) => {
      const retired = new Set(keys.filter(({ state }) => state === 'retired').map(({ id }) => id));
      expect(living().filter(({ keyId }) => retired.has(keyId))).toEqual([]);
    });
  });

  it('no key signs access tokens before every verifier has it, and none leaves earlier than their caches', () => {
    expect(keyRules.access_token.publishedAhead).toBeGreaterThanOrEqual(cachedSet + skew);
    expect(keyRules.access_token.keptAfter).toBeGreaterThanOrEqual(staleSigner + lifeOf.access_token + skew);
    always(({ state: { keys } }) => {
      // The very first one has nobody to wait for.
      for (const { purpose, createdAt, activatedAt } of keys.filter(({ id }) => !['key 1', 'key 3'].includes(id)))
        if (activatedAt && purpose === 'access_token')
          expect(activatedAt.getTime() - createdAt.getTime()).toBeGreaterThanOrEqual(cachedSet + skew);
    });
  });

  it('a key that is due follows within the hour after its successor may sign', () => {
    always(({ state: { keys, now } }) => {
      for (const { state, activatedAt } of keys)
        if (state === 'active')
          expect(now.getTime() - (activatedAt?.getTime() ?? 0)).toBeLessThan(activeFor + 3 * day + hour);
    });
  });
});

it('a rotation on demand is refused until the next key has been published for an hour, and says when', () => {
  const deployment = aDeployment();
  deployment.run();
  expect(deployment.rotate('access_token')).toEqual(new Date(hour));
  deployment.pass(hour);
  expect(deployment.rotate('access_token')).toMatchObject({ kind: 'rotate', from: 'key 1', to: 'key 2' });
});
