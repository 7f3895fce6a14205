import type { HeadersConfig } from '../config/headers.ts';
import {
  headerNameShape,
  headerValueShape,
  isGuardedHeader,
  isReservedHeader,
  namesOfConnection,
} from './header-names.ts';

/** The headers of a client that some rule passes on, by their names in lower case. */
export type PickedHeaders = ReadonlyMap<string, string>;

export const nothingPicked: PickedHeaders = new Map();

/** Reads them out of whatever has headers: a request, or the message that opens a WebSocket. The later source goes before the earlier. */
export type PickHeaders = (...sources: readonly Readonly<Record<string, unknown>>[]) => PickedHeaders;

/** `apiKeyHeader` carries credentials. What no rule asks for is not kept, and neither is a value that no header could have. */
export function createHeaderPick(config: HeadersConfig, apiKeyHeader: string): PickHeaders {
  const rules = [config.all, ...Object.values(config.subgraphs)].flatMap(({ request }) => request);
  const propagated = rules.flatMap(({ propagate }) => propagate ?? []);
  const names = new Set(propagated.map(({ named }) => named));
  const patterns = propagated.flatMap(({ matching }) => matching ?? []);
  if (propagated.length === 0) return () => nothingPicked;
  const isGuarded = (name: string) => name === apiKeyHeader || isGuardedHeader(name);
  const isWanted = (name: string) =>
    names.has(name) || (!isGuarded(name) && patterns.some((pattern) => pattern.test(name)));
  return (...sources) => {
    const picked = new Map<string, string>();
    for (const source of sources) {
      const ofConnection = namesOfConnection(source);
      for (const [name, value] of Object.entries(source)) {
        if (typeof value !== 'string' || !headerNameShape.test(name) || !headerValueShape.test(value)) continue;
        if (isWanted(name) && !isReservedHeader(name) && !ofConnection.has(name)) picked.set(name, value);
      }
    }
    return picked.size === 0 ? nothingPicked : picked;
  };
}
