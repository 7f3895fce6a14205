import { expect, it } from '@jest/globals';
import { createLiveSetting } from '../src/config/live-setting.ts';
import { until } from '../../test/support/until.ts';

it('a setting follows the secrets, and stays as it was when it cannot be read any longer', async () => {
  const reports: unknown[] = [];
  const settings = ['old', 'new'];
  const read = () => {
    const [setting] = settings.length > 1 ? settings.splice(0, 1) : settings;
    if (setting === undefined || setting === 'broken') throw new Error('it is broken');
    return setting;
  };
  const setting = createLiveSetting(read, { error: (fact: unknown) => reports.push(fact) });
  expect(setting()).toBe('old');
  await until('it is read again', () => setting() === 'new');
  settings.splice(0, 1, 'broken');
  await until('it cannot be read', () => {
    expect(setting()).toBe('new');
    return reports.length > 0;
  });
  expect(setting()).toBe('new');
});
