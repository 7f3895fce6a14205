import { createDatabase, createLogger } from '@conea/platform';
import { createAuditSigner, createAuditVerifier, publicKeyOf } from '../../../src/domain/audit-keys.ts';
import { purgeEverything } from '../../../src/jobs/purge.ts';
import { createFolderVault } from '../../../src/sources/folder-vault.ts';
import { sealingOf } from '../audit-trail.ts';

// Purges as the server does, and dies at a step of it: `archive`, `tombstone` (after it was written) or `batch` (after the first one went).
const [, , url = '', place = '', signingKey = '', now = '', wrapping = '', step = ''] = process.argv;
const die = () => process.kill(process.pid, 'SIGKILL');
const vault = createFolderVault(place);
const log = createLogger('purge', 'silent');
const database = createDatabase({ url, name: 'purge', log });

await purgeEverything(
  {
    envelope: sealingOf(database, Buffer.from(wrapping, 'base64')).envelope,
    ...{ database, log, signer: createAuditSigner(signingKey), verify: createAuditVerifier([publicKeyOf(signingKey)]) },
    vault: {
      ...vault,
      put: async (name, content) => {
        await vault.put(name, content);
        if (name.includes(`/${step}s/`)) die();
      },
    },
    onPurged: () => step === 'batch' && die(),
  },
  new Date(now),
);
await database.close();
