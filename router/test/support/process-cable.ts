import { MessageChannel } from 'node:worker_threads';
import type { Port } from '../../src/cluster/channel.ts';

/** A port of a primary and that of its worker. While it is cut, messages wait: a process that does not come to read them is like that. */
export function createCable() {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  let isCut = false;
  const end = (port: typeof port1): Port => ({
    send: (message) => {
      const send = () => port.postMessage(message);
      if (isCut) waiting.push(send);
      else send();
    },
    onMessage: (listener) => void port.on('message', listener),
  });
  return {
    primary: end(port1),
    worker: end(port2),
    cut: () => void (isCut = true),
    mend: () => {
      isCut = false;
      for (const send of waiting.splice(0)) send();
    },
    close: () => port1.close(),
  };
}
