/** How often something is done in a second by so many clients, each one thing after the other. */
export async function countFor(
  seconds: number,
  clients: number,
  work: (client: number) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - start < seconds * 1_000) {
        await work(client);
        count++;
      }
    }),
  );
  return (count * 1_000) / (performance.now() - start);
}

/** How long something takes, one after the other. */
export async function microseconds(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) await work(round);
  return ((performance.now() - start) * 1_000) / rounds;
}
