import type { ChildProcess } from 'node:child_process';
import type { Port } from './channel.ts';

type Peer = {
  /** Missing in a process that nobody talks to. */
  send?: ChildProcess['send'] | NodeJS.Process['send'];
  on(event: 'message', listener: (message: unknown) => void): unknown;
};

/** The port to a child process, or from one to its parent. What cannot be sent because the other has ended is lost. */
export function createProcessPort(peer: Peer): Port {
  return {
    send: (message) => void peer.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void peer.on('message', listener),
  };
}
