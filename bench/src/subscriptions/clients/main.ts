import { z } from 'zod';
import { openClient } from './client.ts';
import { createDeliveries } from './deliveries.ts';

const command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), url: z.string(), query: z.string(), count: z.number() }),
  z.object({ do: z.literal('move'), url: z.string() }),
  z.object({ do: z.literal('report'), withLatencies: z.boolean() }),
  z.object({ do: z.literal('clear') }),
]);

// Clients that open all at once would measure the backlog of the listening socket.
const atOnce = 100;
const pause = 20;

const deliveries = createDeliveries();
let url = '';

async function open(query: string, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened++) {
    openClient(() => url, query, deliveries);
    if (opened % atOnce === atOnce - 1) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

process.on('message', (message) => {
  const order = command.parse(message);
  if (order.do === 'open') {
    ({ url } = order);
    void open(order.query, order.count);
  } else if (order.do === 'move') ({ url } = order);
  else if (order.do === 'clear') deliveries.clear();
  else {
    const report = deliveries.report();
    process.send?.({ ...report, latencies: order.withLatencies ? report.latencies : [] });
  }
});
