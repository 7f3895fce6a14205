import { parseExactly } from '../engine/long-numbers.ts';
import { isObject } from '../engine/result.ts';
import type { AnswerHeaders } from '../headers/answer-headers.ts';
import type { CachingHeaders, SubgraphResponse } from '../subgraphs.ts';
import { readAnswerTags } from './answer-tags.ts';
import { HttpFailure } from './http-failure.ts';
import { readError } from './subgraph-error.ts';

/** An answer that several may take: each gets data of its own, since it is merged into a response. */
export type SubgraphAnswer = { take(): SubgraphResponse };

/** What came over the network. */
export type Received = {
  status: number;
  contentType: string | string[] | undefined;
  retryAfter: string | string[] | undefined;
  /** Null: such an answer must not be held. */
  caching: CachingHeaders | null;
  /** Null: clients are told nothing of them. */
  headers: AnswerHeaders | null;
  text: string;
};

/** Reads what a subgraph answered; throws `HttpFailure` when that is no GraphQL response. */
export function readAnswer(service: string, received: Received): SubgraphAnswer {
  let first: SubgraphResponse | null = parseResponse(service, received);
  return {
    take: () => {
      const taken = first ?? parseResponse(service, received);
      first = null;
      return taken;
    },
  };
}

function parseResponse(service: string, received: Received): SubgraphResponse {
  const { status, contentType, caching, headers, text } = received;
  const response = status < 500 && status !== 429 && isJsonType(contentType) ? parseJson(text) : null;
  const { data, errors: sent, extensions } = isObject(response) ? response : {};
  const errors = Array.isArray(sent) ? sent.map((error: unknown) => readError(service, error)) : [];
  if (isObject(data) || (errors.length > 0 && (data ?? null) === null))
    return {
      ...{ data: isObject(data) ? data : null, errors, ...holdable(caching, extensions) },
      ...(headers && { headers: [headers] }),
    };
  throw new HttpFailure(status, received.retryAfter);
}

/** What cannot be invalidated as its subgraph wants it to be must not be held. */
function holdable(caching: Received['caching'], extensions: unknown): Pick<SubgraphResponse, 'caching' | 'tags'> {
  const tags = readAnswerTags(extensions);
  return tags ? { caching, tags } : { caching: null };
}

const jsonType = /^\s*application\/(?:json|graphql-response\+json)\s*(?:;|$)/i;

/** A type that is not told is seen from the text. */
function isJsonType(contentType: Received['contentType']): boolean {
  return contentType === undefined || jsonType.test(String(contentType));
}

function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return null;
  }
}
