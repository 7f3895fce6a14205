import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { Mailbox } from './mailbox.ts';

const maxBytes = 256 * 1024;

/** A mail server that takes everything for anybody, without TLS or sign-in, and delivers nothing. */
export function createSmtp(mailbox: Mailbox, faults: Faults): SMTPServer {
  const sockets = new Map<number, Socket>();
  const cut = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy();
  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    if (faults.take('cut')) return void cut(session);
    const source = await read(stream);
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 the message is too big');
    const slow = faults.take('slow');
    if (slow) await delay(slow.delay, undefined, { ref: false });
    const { mailFrom, rcptTo } = session.envelope;
    await mailbox.add({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }, source);
    if (faults.take('lost_answer')) cut(session);
  };
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    banner: 'conea mail simulator',
    size: maxBytes,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 1_000,
    onMailFrom: (_address, _session, answer) =>
      answer(faults.take('busy') ? refusal(421, '4.7.0 too busy, try again later') : null),
    onRcptTo: ({ address }, _, answer) => {
      if (faults.take('temporary')) return answer(refusal(451, '4.7.1 greylisted, try again later'));
      if (faults.take('permanent')) return answer(refusal(550, `5.1.1 <${address}>: no such mailbox`));
      return answer();
    },
    onData: (stream, session, answer) => {
      receive(stream, session).then(
        () => answer(null, '2.0.0 taken'),
        (error: unknown) => answer(error instanceof Error ? error : new Error('the mail was not taken')),
      );
    },
  });
  smtp.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  // A client that leaves is no error of ours.
  smtp.on('error', () => undefined);
  return smtp;
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function read(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = z.instanceof(Uint8Array).parse(chunk);
    size += bytes.length;
    // The rest is read and forgotten: the server says at its end that it was too much.
    if (size <= maxBytes) chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
