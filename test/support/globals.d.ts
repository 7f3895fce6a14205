import type { TestCluster } from './postgres.ts';

declare global {
  var testCluster: TestCluster | undefined;
}
