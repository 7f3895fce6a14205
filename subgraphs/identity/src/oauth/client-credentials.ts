import { subjectOfAssertion } from '../domain/oauth/client-assertion.ts';
import type { ClientCredentials } from '../domain/oauth/client-authentication.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import type { HttpQuestion } from './http-exchange.ts';
import type { Parameters } from './parameters.ts';

const maxLength = 200;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How the client of a request says who it is: `client_secret_basic`, `client_secret_post`, `private_key_jwt` or, when it is public, by its id alone. */
export function readClientCredentials({ authorization }: HttpQuestion, form: Parameters): ClientCredentials {
  const [idOfForm, secretOfForm] = [form.find('client_id'), form.find('client_secret')];
  if (form.find('client_assertion') !== null || form.find('client_assertion_type') !== null) {
    if (authorization !== null || secretOfForm !== null) throw saidTwice();
    return bounded(readAssertion(form, idOfForm));
  }
  if (authorization === null) {
    if (idOfForm === null) throw new OauthError('invalid_client', 'The request names no client.');
    return bounded({ clientId: idOfForm, secret: secretOfForm, assertion: null });
  }
  const { clientId, secret } = readBasic(authorization);
  if (secretOfForm !== null || (idOfForm !== null && idOfForm !== clientId)) throw saidTwice();
  return bounded({ clientId, secret, assertion: null });
}

const saidTwice = () => new OauthError('invalid_request', 'The client says in two ways who it is.');

/** RFC 7523, section 2.2: the id of the client is in the assertion, and may be beside it. */
function readAssertion(form: Parameters, idOfForm: string | null): ClientCredentials {
  const assertion = form.find('client_assertion') ?? '';
  const clientId = subjectOfAssertion(assertion);
  if (form.find('client_assertion_type') !== assertionType || clientId === null)
    throw new OauthError('invalid_client', 'The assertion cannot be read.');
  if (idOfForm !== null && idOfForm !== clientId) throw saidTwice();
  return { clientId, secret: null, assertion };
}

/** RFC 6749, section 2.3.1: both parts are encoded like those of a form. */
function readBasic(authorization: string): { clientId: string; secret: string } {
  const encoded = /^Basic (?<text>[\w+/=-]+)$/i.exec(authorization)?.groups?.['text'];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const end = text.indexOf(':');
  if (end < 1) throw new OauthError('invalid_client', 'The credentials cannot be read.');
  return { clientId: decode(text.slice(0, end)), secret: decode(text.slice(end + 1)) };
}

function decode(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? '';
}

function bounded(credentials: ClientCredentials): ClientCredentials {
  const { clientId, secret } = credentials;
  const isReadable = [clientId, secret ?? ''].every(
    (text) => text.length <= maxLength && !/[\p{Cc}\p{Cs}]/u.test(text),
  );
  if (!isReadable) throw new OauthError('invalid_client', 'The credentials cannot be read.');
  return credentials;
}
