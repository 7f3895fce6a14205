import type { AuditFacts } from '@conea/platform';

/** What the audit trail has of the input of each mutation. */
export const auditFacts: AuditFacts = {
  'pipeline.run': ['pipelineId', 'fileId'],
  'upload.complete': ['sha256'],
  'upload.start': ['contentType', 'byteSize'],
};
