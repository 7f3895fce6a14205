import { ClientError } from '@conea/platform';

/** Refuses who did not show who it is. Every reason has one answer, but for whether there were credentials at all (RFC 6750, 3.1). */
export class Unauthenticated extends ClientError {
  /** A value of `WWW-Authenticate`. */
  readonly challenge: string;
  readonly hasCredentials: boolean;

  constructor(hasCredentials: boolean, message = 'The credentials are not valid.') {
    super('UNAUTHENTICATED', message, { status: 401 });
    this.hasCredentials = hasCredentials;
    this.challenge = `Bearer realm="graphql"${hasCredentials ? ', error="invalid_token"' : ''}`;
  }

  get headers(): Readonly<Record<string, string>> {
    return { 'www-authenticate': this.challenge };
  }
}
