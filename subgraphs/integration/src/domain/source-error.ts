/**
 * Why a store did not answer as asked. AUTH: the credentials are refused. RATE: it asks to wait. TRANSIENT: it may work later.
 * PERMANENT: it will not work this way. CURSOR: the place in a listing is no longer known.
 */
export type SourceErrorKind = 'AUTH' | 'RATE' | 'TRANSIENT' | 'PERMANENT' | 'CURSOR';

/** A call of a store that failed; the message holds neither credentials nor personal data. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly kind: SourceErrorKind;
  /** Milliseconds to wait; of RATE only. */
  readonly retryAfter: number;

  constructor(
    kind: SourceErrorKind,
    message: string,
    { retryAfter = 0, cause }: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}
