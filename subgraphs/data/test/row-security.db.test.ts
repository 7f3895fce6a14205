import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { describeRowSecurity } from '../../../test/support/row-security.ts';

describe('the tables of data', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    shared: [],
    rows: (organizationId, number) => ({
      uploads: {
        ...{ id: `upl_${organizationId}_${number}`, organization_id: organizationId, started_by: 'usr_1', name: 'n' },
        ...{ content_type: 'text/csv', blob_key: `u${organizationId}${number}` },
      },
      files: {
        ...{ id: `fil_${organizationId}_${number}`, organization_id: organizationId, uploaded_by: 'usr_1', name: 'n' },
        ...{ content_type: 'text/csv', byte_size: 1, sha256: 'h', blob_key: `f${organizationId}${number}` },
        ...{ delimiter: ',', columns: ['a'], body_start: 0 },
      },
      pipelines: {
        ...{ id: `pip_${organizationId}_${number}`, organization_id: organizationId, created_by: 'usr_1', name: 'n' },
        definition: {},
      },
      pipeline_runs: {
        ...{ id: `run_${organizationId}_${number}`, organization_id: organizationId, started_by: 'usr_1' },
        ...{ pipeline_id: `pip_${organizationId}_1`, file_id: `fil_${organizationId}_1` },
      },
    }),
  });
});
