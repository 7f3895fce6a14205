/** Where secrets come from: all that a service may know, by name, as they are now. */
export type SecretSource = {
  /** For the log and metrics. */
  name: string;
  /** Rejects with a SecretsError when they cannot be had. */
  read(): Promise<SecretsRead>;
  /** Tells of a change before the next refresh; answers how to stop. */
  watch?(changed: () => void): () => void;
  close?(): Promise<void>;
};

/** `renewWithin`: milliseconds within which to read again so that the right to read does not end; null: it does not. */
export type SecretsRead = { values: ReadonlyMap<string, string>; renewWithin: number | null };

/** Secrets that cannot be had. The message has no secret in it, and neither has what it was caused by. */
export class SecretsError extends Error {
  override name = 'SecretsError';
}
