/** Closes something once nobody works with it any longer. */
export type Holds = {
  /** Answers how to let go. */
  take(): () => void;
  /** Closes it when the last has let go; nobody new is expected. */
  retire(): void;
};

/** `grace`: milliseconds that pass between the last letting go and the end, for whoever is between two steps. */
export function createHolds(close: () => void, grace: number): Holds {
  let held = 0;
  let isRetired = false;
  const closeIfIdle = () => {
    if (!isRetired || held > 0) return;
    isRetired = false;
    close();
  };
  const wait = () => void setTimeout(closeIfIdle, grace).unref();
  return {
    take: () => {
      held++;
      return () => {
        held--;
        if (isRetired && held === 0) wait();
      };
    },
    retire: () => {
      isRetired = true;
      if (held === 0) wait();
    },
  };
}
