/** Which models have failed lately, in this process: they are tried last until their time is over. */
export function createCooldowns(clock: () => number = Date.now) {
  const until = new Map<string, number>();
  return {
    isCooling: (id: string) => (until.get(id) ?? 0) > clock(),
    /** A longer deadline that stands already is kept. */
    cool: (id: string, milliseconds: number) =>
      void until.set(id, Math.max(until.get(id) ?? 0, clock() + milliseconds)),
    warm: (id: string) => void until.delete(id),
  };
}

export type Cooldowns = ReturnType<typeof createCooldowns>;
