import type { AuditVault } from '../domain/audit-vault.ts';
import { createFolderVault } from './folder-vault.ts';
import { createS3Vault } from './s3-vault.ts';

/** Where the second place of the audit trail is, by the names of the environment. */
export type VaultPlace = {
  AUDIT_DIRECTORY?: string | undefined;
  AUDIT_S3_BUCKET?: string | undefined;
  AUDIT_S3_ENDPOINT?: string | undefined;
};

/** Opens the second place; throws unless exactly one is named. */
export function openVault(place: VaultPlace): AuditVault {
  const { AUDIT_DIRECTORY: directory, AUDIT_S3_BUCKET: bucket, AUDIT_S3_ENDPOINT: endpoint } = place;
  if ((directory === undefined) === (bucket === undefined))
    throw new Error('set one of AUDIT_DIRECTORY and AUDIT_S3_BUCKET: the audit trail has one second place');
  return bucket === undefined ? createFolderVault(directory ?? '') : createS3Vault({ bucket, endpoint });
}
