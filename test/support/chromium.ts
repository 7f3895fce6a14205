import { describe } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const quiet = ['--disable-background-networking', '--disable-component-update'];

export const launchChromium = () => chromium.launch({ executablePath, args: [...flags, ...quiet] });

/** `describe` where there is a browser; elsewhere it says that `what` is not tested. */
export function describeInBrowser(what: string, tests: () => void): void {
  if (existsSync(executablePath)) return describe(what, tests);
  process.stderr.write(`no ${executablePath}: ${what} is NOT tested in a browser\n`);
  describe.skip(what, tests);
}
