import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { z } from 'zod';
import type { RedirectFailure } from '../domain/provider-identity.ts';

// Answers that are no answers of a provider at work: another status, a page instead of JSON, none in time.
const outages = ['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR', 'OAUTH_TIMEOUT'];

/** What an error of openid-client (or of the network below it) says about the provider. It may hold tokens: it is neither logged nor passed on. */
export function failureOf(error: unknown): RedirectFailure {
  if (error instanceof AuthorizationResponseError)
    return error.error === 'access_denied' ? 'access_denied' : 'provider_refused';
  if (error instanceof ResponseBodyError) return 'provider_refused';
  if (error instanceof z.ZodError) return 'invalid_response';
  if (error instanceof ClientError && error.code !== undefined && !outages.includes(error.code))
    return 'invalid_response';
  return 'provider_unavailable';
}
