import type { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { formatOf, type DeliveryFormat } from '../incremental/format.ts';

/** The media types of GraphQL over HTTP. */
export const responseType = 'application/graphql-response+json';
export const jsonType = 'application/json';
/** Those of answers that come in several pieces. */
export const eventStreamType = 'text/event-stream';
export const multipartType = 'multipart/mixed';

export type MediaType = typeof responseType | typeof jsonType | StreamType;
export type StreamType = typeof eventStreamType | typeof multipartType;

/** What a client takes. */
export type Accepted = {
  /** The type for an answer in one piece; null when the client takes none. */
  single: MediaType | null;
  /** The type for the events of a subscription; null when the client named none. */
  stream: StreamType | null;
  /** The type and format for an answer in parts; null when the client named none. */
  parts: PartsType | null;
};

export type PartsType = { type: StreamType; format: DeliveryFormat };

/** Clients send few different headers. */
const maxKnown = 100;

type Range = { name: string; quality: number; parameters: ReadonlyMap<string, string> };
type Offer = { type: MediaType; quality: number; fit: number };

/**
 * Reads an `Accept` header. JSON is what wildcards and a missing header mean; streams have to be named, for a client that takes
 * anything does not expect one. Whoever takes an answer in parts knows the JSON in them.
 */
export function createNegotiation(streams: readonly StreamType[]): (accept: string | undefined) => Accepted {
  const known = new LRUCache<string, Accepted>({ max: maxKnown });
  return (header) => {
    const accept = header?.trim() || '*/*';
    const told = known.get(accept);
    if (told) return told;
    const accepted = read(accept, streams);
    known.set(accept, accepted);
    return accepted;
  };
}

function read(accept: string, streams: readonly StreamType[]): Accepted {
  const ranges = accept.split(',').map(parseRange);
  const whole = [offer(responseType, ranges), offer(jsonType, ranges)];
  const pieces = streams.map((type) => offer(type, ranges));
  const parts = bestParts(ranges, streams);
  return { single: best([...whole, ...pieces]) ?? (parts && jsonType), stream: best(pieces), parts };
}

/** The format is a parameter of the type. */
function bestParts(ranges: readonly Range[], streams: readonly StreamType[]): PartsType | null {
  const offers = ranges.flatMap(({ name, quality, parameters }) => {
    const type = streams.find((stream) => stream === name);
    const format = formatOf((parameter) => parameters.get(parameter));
    return type && format && quality > 0 ? [{ type, format, quality }] : [];
  });
  const [first] = offers.toSorted((a, b) => b.quality - a.quality);
  return first ? { type: first.type, format: first.format } : null;
}

/** The type in which an operation is answered. */
export function typeFor(kind: `${OperationTypeNode}`, { single, stream }: Accepted): MediaType | null {
  return kind === 'subscription' ? stream : single;
}

export const isStreamType = (type: MediaType): type is StreamType => type === eventStreamType || type === multipartType;

/** The most specific range decides about a type; between types of one quality the better fit. */
function offer<Type extends MediaType>(type: Type, ranges: readonly Range[]): Offer & { type: Type } {
  const named = ranges.find((range) => range.name === type && isKnownVersion(range));
  if (named) return { type, quality: named.quality, fit: 2 };
  const wildcard = ranges.find(({ name }) => name === 'application/*') ?? ranges.find(({ name }) => name === '*/*');
  if (isStreamType(type) || !wildcard) return { type, quality: 0, fit: 0 };
  return { type, quality: wildcard.quality, fit: type === jsonType ? 1 : 0 };
}

const isKnownVersion = ({ name, parameters }: Range) =>
  name !== multipartType || parameters.get('subscriptionspec') === '1.0';

function best<Type extends MediaType>(offers: readonly (Offer & { type: Type })[]): Type | null {
  const [first] = offers
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || b.fit - a.fit);
  return first?.type ?? null;
}

function parseRange(range: string): Range {
  const [name = '', ...rest] = range.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map(
    rest.map((parameter) => {
      const [key = '', value = ''] = parameter.split('=', 2).map((part) => part.trim());
      return [key, value.replaceAll('"', '')] as const;
    }),
  );
  const quality = parameters.get('q');
  return { name, quality: quality === undefined ? 1 : Number(quality) || 0, parameters };
}
