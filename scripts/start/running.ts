type Stop = () => Promise<void>;

// Nothing is stopped before what uses it.
const phases = ['router', 'services', 'postgres', 'state'] as const;

/** What runs and has to be stopped. */
export function createRunning() {
  const parts: { phase: (typeof phases)[number]; stop: Stop }[] = [];
  return {
    add: (phase: (typeof phases)[number], stop: Stop): void => {
      parts.push({ phase, stop });
    },
    stop: async (): Promise<void> => {
      for (const phase of phases) {
        await Promise.all(parts.filter((part) => part.phase === phase).map(({ stop }) => stop()));
      }
    },
  };
}

export type Running = ReturnType<typeof createRunning>;
