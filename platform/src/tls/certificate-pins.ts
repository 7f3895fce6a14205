import { createHash, X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';

const maxChain = 10;

/** The pin of a certificate: base64 of the SHA-256 of its public key (RFC 7469, 2.4). A renewed certificate with the same key has the same. */
export function pinOf(certificate: X509Certificate): string {
  const publicKey = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(publicKey).digest('base64');
}

/** For `checkServerIdentity` of a TLS client: the usual test of the name, and one certificate of the chain has to have a pin. */
export function createPinCheck(pins: readonly string[]) {
  return (host: string, peer: PeerCertificate): Error | undefined => {
    const mismatch = checkServerIdentity(host, peer);
    if (mismatch) return mismatch;
    if (chainOf(peer).some((certificate) => pins.includes(pinOf(certificate)))) return undefined;
    return Object.assign(new Error(`the certificate of ${host} has none of the pins`), { code: 'ERR_TLS_PIN' });
  };
}

/** From the leaf on, as far as each is signed by the next: a peer may send certificates that have nothing to do with its own. */
function chainOf(peer: PeerCertificate | DetailedPeerCertificate): X509Certificate[] {
  const chain = [new X509Certificate(peer.raw)];
  let issuer = 'issuerCertificate' in peer ? peer.issuerCertificate : undefined;
  while (issuer && chain.length < maxChain) {
    const [certificate, signer] = [chain.at(-1), new X509Certificate(issuer.raw)];
    if (!certificate || certificate.fingerprint256 === signer.fingerprint256) break;
    if (!certificate.checkIssued(signer) || !certificate.verify(signer.publicKey)) break;
    chain.push(signer);
    issuer = issuer.issuerCertificate;
  }
  return chain;
}
