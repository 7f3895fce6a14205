import { join } from 'node:path';
import type { Config } from 'jest';

// Processes that tests start read their programs as the first of them compiled them.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node');

const shared = {
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['/node_modules/', '/.conea/'],
};

const slow = ['\\.db\\.test\\.ts$', '\\.browser\\.test\\.ts$', '/test/e2e/'];

export default {
  maxWorkers: 2,
  // Modules of test files that have ended stay in memory: their process is replaced by another one now and then.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/test/**/*.test.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...slow],
    },
    {
      ...shared,
      displayName: 'db',
      testMatch: ['**/test/**/*.db.test.ts'],
      globalSetup: '<rootDir>/test/support/start-postgres.ts',
      globalTeardown: '<rootDir>/test/support/stop-postgres.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      // Ten processes each: two of them at once would wait for each other.
      runner: '<rootDir>/test/support/serial-runner.js',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
    { ...shared, displayName: 'browser', testMatch: ['**/test/**/*.browser.test.ts'] },
  ],
} satisfies Config;
