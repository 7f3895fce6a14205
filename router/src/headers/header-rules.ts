import type { Caller } from '@conea/platform';
import type { HeaderRule, HeadersConfig } from '../config/headers.ts';
import { createPersonalTest } from './answer-headers.ts';
import { headerValueShape, isGuardedHeader } from './header-names.ts';
import type { PickedHeaders } from './picked-headers.ts';

/** What one subgraph is sent besides; `key` is the same when the values are, and is part of whatever shares answers. */
export type SubgraphHeaders = {
  values: Readonly<Record<string, string>>;
  key: string;
  /** Whether its answer has headers for this client alone: then nobody else is given it. */
  isPersonal: boolean;
};

/** The headers of one request, by subgraph. */
export type HeadersFor = (subgraph: string) => SubgraphHeaders;

export const noHeaders: SubgraphHeaders = { values: {}, key: '', isPersonal: false };
export const withoutHeaders: HeadersFor = () => noHeaders;

/** Decides what subgraphs are sent for a client with such headers. */
export type HeaderRules = (picked: PickedHeaders, caller: Caller) => HeadersFor;

type Rule = (headers: Map<string, string>, picked: PickedHeaders, caller: Caller) => void;

/** Rules work in their order, those for all subgraphs first; a later one sees what the earlier have done. */
export function createHeaderRules(config: HeadersConfig): HeaderRules {
  const { all, subgraphs } = config;
  const { request, response } = all;
  if (request.length + response.length + Object.keys(subgraphs).length === 0) return () => withoutHeaders;
  const common = request.map(compileRule);
  const own = new Map(Object.entries(subgraphs).map(([name, { request }]) => [name, request.map(compileRule)]));
  const isPersonal = createPersonalTest(config);
  const apply = (subgraph: string, picked: PickedHeaders, caller: Caller): SubgraphHeaders => {
    const headers = new Map<string, string>();
    for (const rule of [...common, ...(own.get(subgraph) ?? [])]) rule(headers, picked, caller);
    const key = headers.size === 0 ? '' : JSON.stringify([...headers].toSorted());
    return { values: Object.fromEntries(headers), key, isPersonal: isPersonal(subgraph) };
  };
  return (picked, caller) => {
    const known = new Map<string, SubgraphHeaders>();
    return (subgraph) => {
      const headers = known.get(subgraph) ?? apply(subgraph, picked, caller);
      known.set(subgraph, headers);
      return headers;
    };
  };
}

function compileRule({ propagate, insert, remove }: HeaderRule): Rule {
  if (propagate) return compilePropagate(propagate);
  if (insert) return compileInsert(insert);
  const { named, matching } = remove ?? {};
  return (headers) => {
    for (const name of headers.keys()) if (name === named || matching?.test(name)) headers.delete(name);
  };
}

function compilePropagate({ named, matching, rename, default: missing }: NonNullable<HeaderRule['propagate']>): Rule {
  if (named !== undefined)
    return (headers, picked) => {
      const value = picked.get(named) ?? missing;
      if (value !== undefined) headers.set(rename ?? named, value);
    };
  return (headers, picked) => {
    for (const [name, value] of picked) if (matching?.test(name) && !isGuardedHeader(name)) headers.set(name, value);
  };
}

const facts = {
  user_id: ({ user }: Caller) => user?.id,
  organization_id: ({ user }: Caller) => user?.organizationId,
  role: ({ user }: Caller) => user?.role,
  scopes: ({ user }: Caller) => user?.scopes.join(' '),
};

function compileInsert({ name, value, from_context: fact }: NonNullable<HeaderRule['insert']>): Rule {
  return (headers, _, caller) => {
    const inserted = fact === undefined ? value : facts[fact](caller);
    if (inserted !== undefined && headerValueShape.test(inserted)) headers.set(name, inserted);
  };
}

/** The headers of clients by which answers differ; null: that cannot be said by names. */
export function variesBy({ all, subgraphs }: HeadersConfig): readonly string[] | null {
  const rules = [all, ...Object.values(subgraphs)].flatMap(({ request }) => request);
  if (rules.some(({ propagate, insert }) => propagate?.matching ?? insert?.from_context)) return null;
  return rules.flatMap(({ propagate }) => propagate?.named ?? []);
}
