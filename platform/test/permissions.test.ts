import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, everything, expandPermissions, permissions, permits } from '../src/permissions.ts';

const permission = fc.constantFrom(...permissions);
const near = fc.oneof(
  fc.tuple(permission, fc.string({ unit: 'binary', minLength: 1 })).map(([text, more]) => text + more),
  fc.tuple(permission, fc.string({ unit: 'binary', minLength: 1 })).map(([text, more]) => more + text),
  permission.map((text) => text.toUpperCase()),
  permission.map((text) => text.replace('a', 'а')),
  permission.map((text) => text.replace(':', '：')),
  permission.map((text) => text.replace(/:.*/, ':*')),
  permission.map((text) => text.replace(/:.*/, ':')),
  permission.map((text) => text.replace(/^\w+/, '*')),
  permission.map((text) => text.normalize('NFD').replace('_', '\u005f\u0301')),
  fc.constantFrom('**', ' *', '* ', '*\0', '＊', '∗', '*:*', '*:own_data', 'read:*', '', 'constructor', '__proto__'),
);
const odd = fc.oneof(near, fc.string({ unit: 'binary' })).filter((text) => text !== everything && !isKnown(text));
const grant = fc.oneof(permission, fc.constant(everything), odd);
const grants = fc.array(grant, { maxLength: 8 });

function isKnown(text: string): boolean {
  return permissions.some((one) => one === text);
}

describe('the permission matcher', () => {
  it('permits nothing to whom nothing was granted', () => {
    fc.assert(fc.property(grant, (asked) => !permits([], asked)));
  });

  it('permits no less when more is granted', () => {
    fc.assert(
      fc.property(
        grants,
        grants,
        grant,
        (some, more, asked) => !permits(some, asked) || permits([...some, ...more], asked),
      ),
    );
  });

  it('permits everything by the literal `*`, and by no other text anything', () => {
    expect(permissions.every((asked) => permits([everything], asked))).toBe(true);
    fc.assert(
      fc.property(fc.array(odd), fc.oneof(permission, fc.constant(everything)), (some, asked) => !permits(some, asked)),
    );
  });

  it('permits `*` by `*` alone, however much else is granted', () => {
    expect(permits(permissions, everything)).toBe(false);
    expect(permits([everything], everything)).toBe(true);
  });

  it('denies what it does not know, even to whom everything is granted', () => {
    fc.assert(fc.property(odd, (asked) => !permits([everything, ...permissions, asked], asked)));
  });

  it.each(['read', 'write'])('lets %s:any imply own, and own never any', (verb) => {
    expect(permits([`${verb}:any_data`], `${verb}:own_data`)).toBe(true);
    const rest = permissions.filter((one) => one !== `${verb}:any_data`);
    fc.assert(fc.property(fc.subarray(rest), (some) => !permits(some, `${verb}:any_data`)));
  });

  it('lets no verb imply another one', () => {
    fc.assert(
      fc.property(permission, permission, (granted, asked) => {
        const [verb, other] = [granted, asked].map((text) => text.slice(0, text.indexOf(':')));
        return verb === other || !permits([granted], asked);
      }),
    );
  });

  it('spells out exactly what is permitted, so that a set of scopes decides alike', () => {
    fc.assert(
      fc.property(grants, grant, (some, asked) => expandPermissions(some).includes(asked) === permits(some, asked)),
    );
    fc.assert(
      fc.property(grants, (some) =>
        expect(expandPermissions(expandPermissions(some))).toEqual(expandPermissions(some)),
      ),
    );
  });

  const custom = fc.subarray([...permissions]);

  it('lets a role of an organization permit exactly what it says, and own with any', () => {
    fc.assert(
      fc.property(custom, permission, (granted, asked) => {
        const said = granted.some((one) => one === asked || one === asked.replace(':own_', ':any_'));
        return permits(granted, asked) === said;
      }),
    );
    fc.assert(fc.property(custom, (granted) => !permits(granted, everything)));
  });

  it('covers what permits no more, whoever gives what to whom', () => {
    fc.assert(fc.property(grants, (some) => covers(some, some) && covers([everything], some) && covers(some, [])));
    fc.assert(
      fc.property(grants, grants, grants, (strong, middle, weak) => {
        return !covers(strong, middle) || !covers(middle, weak) || covers(strong, weak);
      }),
    );
    fc.assert(
      fc.property(grants, grants, grant, (giver, given, asked) => {
        return !covers(giver, given) || !permits(given, asked) || permits(giver, asked);
      }),
    );
  });

  it('covers `*` by `*` alone', () => {
    fc.assert(fc.property(custom, (some) => !covers(some, [everything])));
  });
});
