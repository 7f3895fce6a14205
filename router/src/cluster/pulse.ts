import { pulseTopic } from './bus.ts';
import type { Hub } from './hub.ts';

const interval = 5_000;
const patience = 5_000;
const maxMissed = 3;

/**
 * Asks each worker now and then whether it still does anything. `onSilent` hears of one that did before and then did not answer three times
 * in a row; one that has not started yet may take its time.
 */
export function watchPulse(hub: Hub, onSilent: (worker: number) => void): () => void {
  const missed = new Map<number, number>();
  hub.onRemove((worker) => missed.delete(worker));
  const feel = async () => {
    for (const [worker, answer] of await hub.askAll(pulseTopic, null, patience)) {
      const before = missed.get(worker);
      if (answer !== null) missed.set(worker, 0);
      else if (before !== undefined) missed.set(worker, before + 1);
      if (before === maxMissed - 1 && answer === null) onSilent(worker);
    }
  };
  const timer = setInterval(() => void feel(), interval);
  return () => clearInterval(timer);
}
