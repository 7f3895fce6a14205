import type { DataExportLimits, DataExportStore } from './domain/data-export.ts';
import { createReadDataExport, type ReadDataExportParts } from './domain/read-data-export.ts';
import { createRequestDataExport, type RequestDataExportParts } from './domain/request-data-export.ts';

type Parts = RequestDataExportParts &
  ReadDataExportParts & { dataExports: DataExportStore; dataExportLimits: DataExportLimits };

/** How people get a copy of what is held about them. */
export function createDataExports(parts: Parts) {
  return {
    requestDataExport: createRequestDataExport(parts),
    readDataExport: createReadDataExport(parts),
    listDataExports: parts.dataExports.listOfUser,
    dataExportLimits: parts.dataExportLimits,
  };
}
