/** How often others had their turn until something was there. */
export async function turnsUntil(work: unknown): Promise<number> {
  let turns = 0;
  const count = () => {
    turns++;
    turning = setImmediate(count);
  };
  let turning = setImmediate(count);
  await work;
  clearImmediate(turning);
  return turns;
}
