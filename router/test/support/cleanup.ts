type Stoppable = { stop(): unknown };

/** What a test has started, to be stopped in the opposite order. */
export function createCleanup() {
  const running: Stoppable[] = [];
  return {
    stopping: <Running extends Stoppable>(each: Running): Running => {
      running.push(each);
      return each;
    },
    stopAll: async () => {
      for (const each of running.splice(0).reverse()) await each.stop();
    },
  };
}
