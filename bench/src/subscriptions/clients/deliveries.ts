export type Delivery = { latency: number; missed: number; isRepeated: boolean };

/** What the clients of one process have received since the last `take`. */
export type Report = { received: number; latencies: number[]; missed: number; repeated: number; connected: number };

export type Deliveries = {
  /** Adds to the number of open connections. */
  count(change: 1 | -1): void;
  add(delivery: Delivery): void;
  fail(error: unknown): void;
  report(): Report;
  clear(): void;
};

export function createDeliveries(): Deliveries {
  let latencies: number[] = [];
  let [missed, repeated, connections] = [0, 0, 0];
  return {
    count: (change) => void (connections += change),
    add: (delivery) => {
      latencies.push(delivery.latency);
      missed += delivery.missed;
      if (delivery.isRepeated) repeated++;
    },
    fail: (error) => {
      throw new Error('a subscription was refused', { cause: error });
    },
    report: () => ({ received: latencies.length, latencies, missed, repeated, connected: connections }),
    clear: () => {
      latencies = [];
      [missed, repeated] = [0, 0];
    },
  };
}
