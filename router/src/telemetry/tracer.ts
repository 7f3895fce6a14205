import type { IncomingHttpHeaders } from 'node:http';

/** What is told of a span: never variables, credentials, or who asks. */
export type Facts = Readonly<Record<string, string | number | boolean | string[] | undefined>>;

export type SpanStart = {
  kind?: 'server' | 'client';
  facts?: Facts;
  /** Begins a trace of its own, linked to the span around: what lives as long as a subscription would make one that never ends. */
  isOwnTrace?: boolean;
};

/** A span that ends when it is told to. */
export type Span = {
  /** What runs inside has its spans below this one. */
  run<Result>(work: () => Result): Result;
  note(facts: Facts): void;
  end(error?: unknown): void;
  traceId: string | null;
  /** Whether anybody will see it: facts of a span that nobody sees need not be gathered. */
  isRecording: boolean;
};

/** The one way to make spans. Outside of a request none is made. */
export type Tracer = {
  /** The span of a request, in the trace of its client where that is trusted. */
  request(headers: IncomingHttpHeaders): Span;
  /** Runs work in a span below the one around. */
  inSpan<Result>(name: string, work: () => Result, start?: SpanStart): Result;
  /** The same work, in a span at each call. */
  wrap<Args extends readonly unknown[], Result>(
    name: string,
    work: (...args: Args) => Result,
    startOf?: (...args: Args) => SpanStart,
  ): (...args: Args) => Result;
  /** Adds to the span around. */
  note(facts: Facts): void;
  /** Says of the span around that it failed, and why in a word. */
  fail(code: string): void;
  /** What tells a subgraph in which trace it is asked, as headers. */
  headers(): Readonly<Record<string, string>>;
  /** Sends what waits, for a moment. */
  close(): Promise<void>;
};

const noHeaders = {};
const noSpan: Span = {
  run: (work) => work(),
  note: () => undefined,
  end: () => undefined,
  traceId: null,
  isRecording: false,
};

/** Tracing is switched off: the work is run as it is. */
export const untraced: Tracer = {
  request: () => noSpan,
  inSpan: (_, work) => work(),
  wrap: (_, work) => work,
  note: () => undefined,
  fail: () => undefined,
  headers: () => noHeaders,
  close: async () => undefined,
};
