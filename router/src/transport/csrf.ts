import type { FastifyRequest } from 'fastify';
import type { CsrfConfig } from '../config/csrf.ts';
import { badRequest } from '../stages/receive.ts';
import type { IsOriginAllowed } from './page-origin.ts';

/** Throws CSRF_PREVENTION_FAILED for a request that a page of another origin could have made a browser send without asking. */
export type PreventCsrf = (request: FastifyRequest) => void;

/** Types that a form can send: a request with another one is asked about first (Fetch standard, CORS-safelisted request-headers). */
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

export function createCsrfPrevention(
  { required_headers: required, unsafe_disabled: isDisabled }: CsrfConfig,
  isOriginAllowed: IsOriginAllowed,
): PreventCsrf {
  return ({ headers }) => {
    const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const isAskedAbout = type !== '' && !formTypes.includes(type);
    const isOwnPage = headers['sec-fetch-site'] === 'same-origin';
    const isKnownPage = headers.origin !== undefined && isOriginAllowed(headers.origin, headers.host);
    if (isDisabled || isAskedAbout || isOwnPage || isKnownPage) return;
    if (required.some((name) => headers[name] !== undefined)) return;
    throw badRequest('CSRF_PREVENTION_FAILED', `Send one of the headers ${required.join(', ')} with a GET request.`);
  };
}
