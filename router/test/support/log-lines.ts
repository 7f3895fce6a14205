import { createLogger } from '@conea/platform';

/** A log and what was written to it. */
export function collectLog() {
  const lines: string[] = [];
  return { log: createLogger('router', 'info', { write: (line) => void lines.push(line) }), lines };
}
