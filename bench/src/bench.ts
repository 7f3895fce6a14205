import type { Figure } from './figures.ts';

/** How a bench is run. */
export type BenchOptions = {
  /** Of load in each round. */
  seconds: number;
  rounds: number;
  /** The scenarios to run; without any, all. */
  only?: readonly string[] | undefined;
  /** Of subscriptions. */
  clients: number;
  /** Whether routers may give one answer to identical requests. */
  isSharing: boolean;
  /** Of a soak. */
  minutes: number;
  /** Of each of two things whose times are compared. */
  samples: number;
  /** The peers to run against; without any, all that are installed. */
  against?: readonly string[] | undefined;
};

export type Bench = (options: BenchOptions) => Promise<Figure[]>;
