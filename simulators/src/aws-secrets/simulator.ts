import { createHash, randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isSignedBy, type AwsAccount } from './signature.ts';

/** The next `times` calls fail with this error; each waits `latency` milliseconds. */
const faultsShape = z.strictObject({
  error: z
    .enum(['AccessDeniedException', 'InternalServiceError', 'ThrottlingException', 'DecryptionFailure'])
    .nullable()
    .default(null),
  times: z.number().int().min(0).default(1_000_000),
  latency: z.number().int().min(0).default(0),
});
const stored = z.strictObject({ name: z.string(), text: z.string() });
const asked = z.object({ SecretId: z.string() });

/** A stand-in for AWS Secrets Manager: `GetSecretValue` over the JSON protocol 1.1, signatures checked. */
export function createSimulator(account: AwsAccount): FastifyInstance {
  const secrets = new Map<string, { text: string; version: string; createdAt: number }>();
  const faults: z.infer<typeof faultsShape> = { error: null, times: 0, latency: 0 };
  const counters = { calls: 0 };
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_, reply) => {
    reply.headers({ 'x-conea-simulator': 'aws-secrets', 'x-amzn-requestid': randomUUID() });
  });
  app.addContentTypeParser('application/x-amz-json-1.1', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.get('/', () => 'This is a simulator of AWS Secrets Manager, for development and tests. It keeps nothing safe.\n');
  app.get('/health', () => ({ status: 'UP' }));

  app.post('/', async (request, reply) => {
    counters.calls++;
    if (faults.latency > 0) await wait(faults.latency);
    if (faults.error !== null && faults.times > 0) {
      faults.times--;
      return refuse(reply, faults.error);
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSignedBy(account, request.headers, body)) return refuse(reply, 'InvalidSignatureException');
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return refuse(reply, 'UnknownOperationException');
    const { success, data } = asked.safeParse(JSON.parse(body.toString('utf8')));
    if (!success) return refuse(reply, 'InvalidParameterException');
    const secret = secrets.get(data.SecretId);
    if (!secret) return refuse(reply, 'ResourceNotFoundException');
    const arn = `arn:aws:secretsmanager:${account.region}:123456789012:secret:${data.SecretId}-${suffix(data.SecretId)}`;
    const named = { ARN: arn, Name: data.SecretId, VersionId: secret.version, VersionStages: ['AWSCURRENT'] };
    return send(reply, 200, { ...named, SecretString: secret.text, CreatedDate: secret.createdAt });
  });

  app.put('/simulator/secrets', async (request, reply) => {
    const parsed = stored.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    const { name, text } = parsed.data;
    secrets.set(name, { text, version: randomUUID(), createdAt: Date.now() / 1_000 });
    return reply.code(204).send();
  });
  app.put('/simulator/faults', async (request, reply) => {
    const parsed = faultsShape.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    Object.assign(faults, parsed.data);
    return reply.code(204).send();
  });
  app.get('/simulator/counters', () => counters);
  return app;
}

function refuse(reply: FastifyReply, type: string) {
  return send(reply, type === 'InternalServiceError' ? 500 : 400, { __type: type, message: `simulated ${type}` });
}

function send(reply: FastifyReply, status: number, body: object) {
  return reply.code(status).type('application/x-amz-json-1.1').send(JSON.stringify(body));
}

const suffix = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 6);
