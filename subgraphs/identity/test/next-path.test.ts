import { describe, expect, it } from '@jest/globals';
import { parseNextPath } from '../src/domain/next-path.ts';

const app = 'https://example.com/app/';

describe('where somebody comes back to', () => {
  it('is the app, or a page below it without its fragment', () => {
    expect(parseNextPath(app, null)).toBe('/app/');
    expect(parseNextPath(app, '/app/keys?tab=1#sign-in=forged')).toBe('/app/keys?tab=1');
  });

  it.each(['/', '/other', '/application', '/app/../other', '/app/%2e%2e/other', '//evil.example/app/', '/app\\..'])(
    'is nothing beside an app in a folder: %s',
    (path) => expect(parseNextPath(app, path)).toBeNull(),
  );
});
