import { ClientError } from '@conea/platform';

type Headers = Readonly<Record<string, string>>;

/** Refuses what may be asked for again later; the headers say when. */
export class RetryLater extends ClientError {
  readonly headers: Headers;

  constructor(code: string, message: string, extensions: Record<string, unknown>, headers: Headers) {
    super(code, message, extensions);
    this.headers = headers;
  }
}
