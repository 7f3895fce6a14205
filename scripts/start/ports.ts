import { isPortTaken } from '../port.ts';
import { StartError } from './start-error.ts';
import type { Ports } from './stack.ts';

/** Throws a sentence that names every port in use, before anything is started. */
export async function assertPortsFree(ports: Ports): Promise<void> {
  const own = Object.entries(ports).filter(([name]) => name !== 'postgres');
  const taken = await Promise.all(
    own.map(async ([name, port]) => ((await isPortTaken(port)) ? `${port} (${name})` : null)),
  );
  const list = taken.filter((port) => port !== null);
  if (list.length === 0) return;
  const which = list.length === 1 ? `Port ${list[0]} is` : `Ports ${list.join(', ')} are`;
  throw new StartError(`${which} in use. Stop what listens there, or start with CONEA_PORT_OFFSET=100.`);
}
