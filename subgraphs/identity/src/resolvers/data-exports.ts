import { audited, isId } from '@conea/platform';
import { requireSession } from '../domain/create-api-key.ts';
import { domainStatusOf, statusOf } from '../domain/data-export.ts';
import type { DataExportResolvers, MutationResolvers, QueryResolvers } from '../schema.generated.ts';
import { ofCaller } from './audited-things.ts';

/** Those that are shown. */
const latest = 10;

export const dataExports: NonNullable<QueryResolvers['dataExports']> = audited(
  'data_export.list',
  ofCaller,
  (_, _args, { caller, listDataExports }) => listDataExports(requireSession(caller).id, latest),
);

export const dataExportPart: NonNullable<QueryResolvers['dataExportPart']> = audited(
  'data_export.read',
  // What no export is called is not kept.
  (_, { exportId }) => ({ resource: isId('dex', exportId) ? { type: 'DataExport', id: exportId } : null }),
  (_, { exportId, after }, { caller, readDataExport }) => readDataExport(caller, exportId, after ?? null),
);

export const requestDataExport: NonNullable<MutationResolvers['requestDataExport']> = async (_, { input }, context) => {
  const { caller, listDataExports } = context;
  const outcome = await context.requestDataExport(caller, input.idempotencyKey);
  if (!outcome.isDone) return { dataExport: null, errors: [outcome.error] };
  const own = await listDataExports(requireSession(caller).id, latest);
  return { dataExport: own.find(({ id }) => id === outcome.id) ?? null, errors: [] };
};

export const DataExport: DataExportResolvers = {
  status: (dataExport, _, { clock }) => statusOf(dataExport, clock()),
  domains: (dataExport, _, { dataExportLimits, clock }) =>
    dataExport.domains.map((domain) => ({
      name: domain.domain,
      status: domainStatusOf(domain, dataExport, dataExportLimits, clock()),
      recordCount: Object.values(domain.recordCounts).reduce((sum, count) => sum + count, 0),
      lastAnswerAt: domain.lastAnswerAt,
      isCutOff: domain.isCutOff,
    })),
};
