import { setTimeout as pause } from 'node:timers/promises';
import type { Cooldowns } from './cooldown.ts';
import { classify } from './failure.ts';
import type { Candidates, Model } from './model.ts';

export type Attempt<Result> = (model: Model) => Promise<Result>;
export type Outcome<Result> =
  { isDone: true; model: Model; isFallback: boolean; result: Result } | { isDone: false; reason: string };

export type TryOptions = {
  candidates: Candidates;
  cooldowns: Cooldowns;
  signal: AbortSignal;
  /** Whether another try is still possible: not once a part of the answer has been delivered. */
  canRetry(): boolean;
  onFailure(failure: { model: Model; reason: string; error: unknown }): void;
};

const triesPerModel = 2;

type Verdict<Result> = { result: Result } | 'next' | { reason: string };

/** Tries the models in order, each twice at most, until one succeeds. */
export async function tryModels<Result>(attempt: Attempt<Result>, options: TryOptions): Promise<Outcome<Result>> {
  const { models, preferredId } = options.candidates;
  for (const model of models) {
    const verdict = await tryModel(model, attempt, options);
    if (verdict === 'next') continue;
    if ('reason' in verdict) return { isDone: false, reason: verdict.reason };
    return { isDone: true, model, isFallback: model.id !== preferredId, result: verdict.result };
  }
  return { isDone: false, reason: 'MODEL_UNAVAILABLE' };
}

async function tryModel<Result>(model: Model, attempt: Attempt<Result>, options: TryOptions): Promise<Verdict<Result>> {
  const { cooldowns, signal, canRetry, onFailure } = options;
  for (let tries = 1; ; tries++) {
    try {
      const result = await attempt(model);
      cooldowns.warm(model.id);
      return { result };
    } catch (error) {
      signal.throwIfAborted();
      const failure = classify(error);
      onFailure({ model, reason: failure.reason, error });
      if (!canRetry()) return { reason: 'ANSWER_INTERRUPTED' };
      if (failure.what === 'final') return { reason: failure.reason };
      if (failure.what === 'next' || tries === triesPerModel) {
        cooldowns.cool(model.id, failure.cooldown);
        return 'next';
      }
      await pause(failure.delay, undefined, { signal });
    }
  }
}
