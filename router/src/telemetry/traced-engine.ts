import type { Engine } from '../engine/engine.ts';
import type { Tracer } from './tracer.ts';

/** An engine whose runs are spans. An event is a trace of its own, linked to the operation of the first client that waits for it. */
export function createTracedEngine(engine: Engine, tracer: Tracer): Engine {
  return {
    execute: tracer.wrap('execution', engine.execute),
    // Its requests are spans of their own; between them nothing runs.
    deliver: engine.deliver,
    executeEvent: tracer.wrap('subscription_event', engine.executeEvent, () => ({ isOwnTrace: true })),
  };
}
