import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { z } from 'zod';
import { createFaults, fault } from './faults.ts';
import { createMailbox } from './mailbox.ts';
import { renderPage } from './page.ts';
import { createSmtp } from './smtp.ts';

export type MailSimulatorOptions = { host: string; port: number; smtpPort: number; capacity: number };

const query = z.object({ to: z.string().optional() });

/** Starts a mail server that keeps what it gets, and a page that shows it. Port 0 lets the system choose. */
export async function startMailSimulator({ host, port, smtpPort, capacity }: MailSimulatorOptions) {
  const mailbox = createMailbox(capacity);
  const faults = createFaults();
  const smtp = createSmtp(mailbox, faults);
  smtp.listen(smtpPort, host);
  await once(smtp.server, 'listening');

  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_, reply) => void reply.header('x-conea-simulator', 'mail'));
  app.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(renderPage(mailbox.list())));
  app.get('/health', () => ({ status: 'UP' }));
  app.get('/messages', (request) => ({ messages: mailbox.list(query.parse(request.query).to) }));
  app.delete('/messages', async (_, reply) => {
    mailbox.clear();
    return reply.code(204).send();
  });
  app.put('/simulator/faults', async (request, reply) => {
    const parsed = fault.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    faults.arm(parsed.data);
    return reply.code(204).send();
  });
  app.get('/simulator/faults', () => ({ met: faults.met() }));
  app.delete('/simulator/faults', async (_, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  const url = await app.listen({ host, port });
  return {
    url,
    smtpUrl: `smtp://${host}:${portOf(smtp.server.address())}`,
    ...{ mailbox, faults },
    close: async () => {
      await app.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the mail server does not listen on a port');
  return address.port;
}
