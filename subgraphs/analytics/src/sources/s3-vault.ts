import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { isVaultName, nameTaken, parseVaultName, type AuditVault } from '../domain/audit-vault.ts';

export type S3VaultOptions = {
  bucket: string;
  /** Default: what the SDK finds, as it finds region and credentials. */
  endpoint?: string | undefined;
};

/** Milliseconds for one call with its repetitions. */
const timeout = 60_000;

/** A vault in a bucket of any S3-compatible store that knows conditional writes (`If-None-Match: *`); Object Lock is the bucket's own default. */
export function createS3Vault({ bucket, endpoint }: S3VaultOptions): AuditVault {
  const client = new S3Client({ maxAttempts: 3, ...(endpoint !== undefined && { endpoint, forcePathStyle: true }) });
  const patience = () => ({ abortSignal: AbortSignal.timeout(timeout) });
  const find: AuditVault['find'] = async (name) => {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: parseVaultName(name) }),
        patience(),
      );
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  };
  return {
    find,
    put: async (name, content) => {
      const object = { Bucket: bucket, Key: parseVaultName(name), Body: content, IfNoneMatch: '*' };
      await client.send(new PutObjectCommand(object), patience()).catch(async (error: unknown) => {
        if (!isTaken(error)) throw error;
        // The same content again is no error: whoever wrote it may have died before it knew.
        if (!(await find(name))?.equals(content)) throw nameTaken(error);
      });
    },
    list: async (folder) => {
      const prefix = folder === '' ? '' : `${parseVaultName(folder)}/`;
      const names: string[] = [];
      for (let token: string | undefined, isMore = true; isMore; isMore = token !== undefined) {
        const page = { Bucket: bucket, Prefix: prefix, Delimiter: '/', ContinuationToken: token };
        const answer = await client.send(new ListObjectsV2Command(page), patience());
        names.push(...(answer.Contents ?? []).map(({ Key = '' }) => Key));
        names.push(...(answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix.replace(/\/$/, '')));
        token = answer.NextContinuationToken;
      }
      return names.filter(isVaultName).sort();
    },
  };
}

/** 412 when the name is taken, 409 when somebody else is taking it. */
const isTaken = (error: unknown) =>
  error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0);
