export default async function stopPostgres(): Promise<void> {
  const { testCluster } = globalThis;
  await testCluster?.stop();
}
