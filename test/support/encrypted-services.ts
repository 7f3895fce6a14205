import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { ServiceDefinition } from '../../scripts/start/stack.ts';
import type { Authority } from './certificates.ts';

const overTls = (url: string) => url.replace(/^http:/, 'https:');

/**
 * Services as `k8s/overlays/encrypted` runs them: the router speaks TLS with its subgraphs, and each side shows a certificate of the authority, which this
 * process trusts from now on.
 */
export async function encryptServices(
  services: readonly ServiceDefinition[],
  subgraphs: readonly string[],
  authority: Authority,
): Promise<ServiceDefinition[]> {
  setDefaultCACertificates([...getCACertificates('default'), await readFile(authority.certificate, 'utf8')]);
  const encrypt = async (service: ServiceDefinition): Promise<ServiceDefinition> => {
    const { name, readyUrl, environment } = service;
    const isRouter = name === 'router';
    if (!isRouter && !subgraphs.includes(name)) return service;
    const { certificate, key } = await authority.issue(name);
    if (isRouter) {
      const shown = { SUBGRAPH_CERTIFICATE_FILE: certificate, SUBGRAPH_KEY_FILE: key };
      const trusted = { SUBGRAPH_CA_FILE: authority.certificate, NODE_EXTRA_CA_CERTS: authority.certificate };
      return { ...service, environment: { ...environment, ...urlsOf(environment, subgraphs), ...shown, ...trusted } };
    }
    const files = { TLS_CERTIFICATE_FILE: certificate, TLS_KEY_FILE: key, TLS_CLIENT_CA_FILE: authority.certificate };
    return { ...service, readyUrl: overTls(readyUrl), environment: { ...environment, ...files } };
  };
  const encrypted: ServiceDefinition[] = [];
  // One after the other: an authority writes each new pair to the same place first.
  for (const service of services) encrypted.push(await encrypt(service));
  return encrypted;
}

/** Where the router asks subgraphs, and for the key set of identity. */
function urlsOf(environment: Record<string, string>, subgraphs: readonly string[]): Record<string, string> {
  const names = ['JWKS_URL', ...subgraphs.map((name) => `${name.toUpperCase()}_SUBGRAPH_URL`)];
  return Object.fromEntries(names.map((name) => [name, overTls(environment[name] ?? '')]));
}
