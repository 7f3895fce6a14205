/** What goes wrong next. */
export function createFaults<Kind extends string>() {
  let armed: Kind | null = null;
  let left = 0;
  let met = 0;
  return {
    arm: (kind: Kind, times = Infinity) => {
      armed = kind;
      left = times;
      met = 0;
    },
    clear: () => {
      armed = null;
    },
    met: () => met,
    /** The fault, if one of these kinds is armed; it is used up by being met. */
    take: <Wanted extends Kind>(...kinds: readonly Wanted[]): Wanted | null => {
      const wanted = kinds.find((kind) => kind === armed);
      if (wanted === undefined || left <= 0) return null;
      left--;
      met++;
      return wanted;
    },
  };
}

export type Faults<Kind extends string> = ReturnType<typeof createFaults<Kind>>;
