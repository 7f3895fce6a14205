import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const openssl = (...args: string[]) => run('openssl', args);
const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A certificate authority in a folder of its own, which issues certificates for this machine. */
export async function createAuthority(name = 'test authority') {
  const folder = await mkdtemp(join(tmpdir(), 'conea-ca-'));
  const file = (path: string) => join(folder, path);
  const subject = ['-subj', `/CN=${name}`, '-days', '2'];
  await openssl('req', '-x509', ...ecKey, ...subject, '-keyout', file('ca.key'), '-out', file('ca.pem'));
  let issued = 0;

  /** Writes a pair, or puts a new one in the place of the old one; `hosts` are the names and addresses it is for. */
  const issue = async (pair: string, hosts: readonly string[] = ['DNS:localhost', 'IP:127.0.0.1']) => {
    const [request, extensions] = [file(`${pair}.csr`), file(`${pair}.ext`)];
    await openssl('req', ...ecKey, '-subj', `/CN=${pair}`, '-keyout', file('new.key'), '-out', request);
    await writeFile(extensions, `subjectAltName=${hosts.join(',')}`);
    const signing = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-set_serial', String(1_000 + ++issued)];
    const reading = ['-in', request, '-extfile', extensions, '-days', '1'];
    await openssl('x509', '-req', ...reading, ...signing, '-out', file('new.pem'));
    // The chain as a server sends it.
    const chain = `${await readFile(file('new.pem'), 'utf8')}${await readFile(file('ca.pem'), 'utf8')}`;
    await writeFile(file('new.pem'), chain);
    await rename(file('new.key'), file(`${pair}.key`));
    await rename(file('new.pem'), file(`${pair}.pem`));
    return { certificate: file(`${pair}.pem`), key: file(`${pair}.key`) };
  };
  return {
    certificate: file('ca.pem'),
    issue,
    /** The SHA-256 of the public key of a certificate file's first certificate. */
    pinOf: async (path: string) => {
      const { publicKey } = new X509Certificate(await readFile(path));
      return createHash('sha256')
        .update(publicKey.export({ type: 'spki', format: 'der' }))
        .digest('base64');
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type Authority = Awaited<ReturnType<typeof createAuthority>>;
