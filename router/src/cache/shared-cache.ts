import type { Entry } from './entry.ts';
import type { Position } from './invalidations.ts';

/** What the routers of one graph hold together. Nothing of it rejects or hangs but `publish`: while it is lost, it holds nothing. */
export type SharedCache = {
  /** Whether all invalidations of the other routers are known here. */
  isInStep(): boolean;
  /** Seconds since they were. */
  age(): number;
  find(keys: readonly string[]): Promise<(Entry | null)[]>;
  set(key: string, entry: Entry): void;
  leases: Leases;
  /** Tells all routers that labels changed; rejects when they could not be told. */
  publish(labels: readonly string[]): Promise<Position>;
  close(): void;
};

/** The right to fetch something, so that many routers that miss the same do not all ask for it. It ends by itself. */
export type Leases = {
  /** Of each key whether it is ours now. */
  claim(keys: readonly string[]): Promise<boolean[]>;
  release(keys: readonly string[]): void;
  /** When others have done with these keys, or it has taken too long. */
  settled(keys: readonly string[]): Promise<void>;
};
