import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may call, and where. */
export type AwsAccount = { accessKeyId: string; secretAccessKey: string; region: string };

const service = 'secretsmanager';
const form =
  /^AWS4-HMAC-SHA256 Credential=(?<key>\w+)\/(?<date>\d{8})\/(?<region>[\w-]+)\/(?<service>\w+)\/aws4_request, SignedHeaders=(?<signed>[\w;-]+), Signature=(?<signature>[0-9a-f]{64})$/;

/** Whether a POST to `/` is signed by the account: AWS Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
export function isSignedBy(account: AwsAccount, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const parts = form.exec(headers.authorization ?? '')?.groups;
  const { key, date = '', region, signed = '', signature = '' } = parts ?? {};
  if (key !== account.accessKeyId || region !== account.region || parts?.['service'] !== service) return false;
  const names = signed.split(';');
  if (!['host', 'x-amz-date'].every((name) => names.includes(name))) return false;
  const canonicalHeaders = names.map((name) => `${name}:${textOf(headers[name])}\n`).join('');
  const canonical = ['POST', '/', '', canonicalHeaders, signed, hash(body)].join('\n');
  const scope = `${date}/${account.region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', textOf(headers['x-amz-date']), scope, hash(canonical)].join('\n');
  const signingKey = [date, account.region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${account.secretAccessKey}`,
  );
  return timingSafeEqual(hmac(signingKey, text), Buffer.from(signature, 'hex'));
}

const textOf = (header: string | string[] | undefined) => [header].flat().join(',').trim().replaceAll(/ +/g, ' ');
const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
