import { ClientError, type CallerUser } from '@conea/platform';
import type { FastifyReply } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { Readable } from 'node:stream';
import type { TransportsConfig } from '../../config/transports.ts';
import type { ClientHeaders } from '../../headers/client-headers.ts';
import type { Credentials } from '../../stages/identify.ts';
import type { CredentialsEnd, WatchCredentials } from '../credentials-watch.ts';
import type { Running } from '../../engine/running.ts';
import { writeFrames } from './frames.ts';
import type { Framing } from './framing.ts';

export type StreamsOptions = {
  config: TransportsConfig;
  watchCredentials: WatchCredentials;
};

/** What is sent as a stream, to whom. */
export type StreamedOperation = {
  running: Running;
  /** What is known with its first result, which then comes before anything else; null: it does not wait for that. */
  firstHeaders: ClientHeaders | null;
  credentials: Credentials;
  user: CallerUser | null;
};

type OpenStream = { purpose: Framing['purpose']; interrupt(): void; destroy(): void; closed: Promise<void> };

/** How long the last frame may take to arrive when the router stops. */
const graceTime = 1_000;

const expiryCodes = { events: 'SUBSCRIPTION_JWT_EXPIRED', parts: 'DEFERRED_RESPONSE_JWT_EXPIRED' } as const;
const endings = {
  expired: 'The access token expired.',
  revoked: 'The credentials were revoked.',
  changed: 'The rights of the API key changed.',
} as const satisfies Record<CredentialsEnd, string>;
const refusal = (reason: CredentialsEnd, { purpose }: Framing): GraphQLFormattedError => ({
  message: endings[reason],
  extensions: { code: reason === 'expired' ? expiryCodes[purpose] : 'UNAUTHENTICATED' },
});
const goingAway = { message: 'The router is going away.', extensions: { code: 'SHUTTING_DOWN' } } as const;

/** Answers over HTTP that go on: each ends with its operation, its credentials, its client or the router. */
export function createStreams({ config, watchCredentials }: StreamsOptions) {
  const open = new Set<OpenStream>();
  let isDraining = false;

  const send = (reply: FastifyReply, framing: Framing, operation: StreamedOperation) => {
    const { running, firstHeaders, credentials, user } = operation;
    const { raw } = reply;
    let ending = framing.complete;
    const endWith = (text: string) => {
      ending = text;
      running.end();
    };
    const unwatch = watchCredentials(credentials, user, (reason) => endWith(framing.refuse(refusal(reason, framing))));
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const interrupt = () => endWith(framing.interrupt(goingAway));
    const { purpose } = framing;
    const stream = { purpose, interrupt, destroy: () => void raw.destroy(), closed };
    open.add(stream);
    const close = () => {
      unwatch();
      open.delete(stream);
      running.end();
      resolve();
    };
    if (raw.closed) close();
    else raw.once('close', close);
    // Node ends the connection of a client that takes nothing for so long.
    raw.setTimeout(config.write_timeout);
    const onFirst = firstHeaders && (() => raw.setHeaders(new Map(Object.entries(firstHeaders.values()))));
    const heartbeatInterval = config.heartbeat_interval;
    const frames = writeFrames(running, framing, { heartbeatInterval, ending: () => ending, onFirst });
    return reply
      .code(200)
      .headers({ 'content-type': framing.contentType, 'x-accel-buffering': 'no' })
      .send(Readable.from(frames, { highWaterMark: 1 }));
  };

  return {
    /** Throws SERVICE_UNAVAILABLE once the router is stopping. */
    admit: () => {
      if (isDraining) throw new ClientError('SERVICE_UNAVAILABLE', goingAway.message, { status: 503 });
    },
    send,
    /** Interrupts every stream at a time of its own within `drain_time`, answers at the end of it, and then whoever does not take the end. */
    drain: async (): Promise<void> => {
      isDraining = true;
      const closed = Promise.all([...open].map((stream) => stream.closed));
      for (const { purpose, interrupt } of open)
        setTimeout(interrupt, purpose === 'parts' ? config.drain_time : Math.random() * config.drain_time);
      const destroyAll = () => open.forEach((stream) => stream.destroy());
      const timer = setTimeout(destroyAll, config.drain_time + graceTime);
      await closed;
      clearTimeout(timer);
    },
  };
}

export type Streams = ReturnType<typeof createStreams>;
