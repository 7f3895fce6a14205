import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lexer, Source, TokenKind } from 'graphql';
import { measureNesting } from '../src/limits/nesting.ts';

const far = 1_000;

describe('the nesting of a text', () => {
  it.each([
    ['brackets of every kind', '{ a(b: [{ c: 1 }]) { d } }', 4],
    ['closing brackets in a comment', `{ a # ${'}'.repeat(9)}\n { b { c } } }`, 3],
    ['opening brackets in a comment', `# ${'{'.repeat(9)}\r{ a }`, 1],
    ['a quote in a comment', '{ a # "\n { b } }', 2],
    ['brackets in a string', `{ a(b: "${'{['.repeat(9)}") }`, 2],
    ['a comment sign in a string', '{ a(b: "#") { c } }', 2],
    ['an escaped quote in a string', String.raw`{ a(b: "\"{[(\\") { c } }`, 2],
    ['an empty string', '{ a(b: "") { c { d } } }', 3],
    ['brackets in a block string', `{ a(b: """\n" ${'{'.repeat(9)} ""\n""") { c } }`, 2],
    ['an escaped end of a block string', String.raw`{ a(b: """ \""" {{{{ \\""" {{{{ """) { c } }`, 2],
    ['an empty block string', '{ a(b: """""") { c } }', 2],
    ['a string that does not end', '{ a(b: "{{{\n{{{{{{', 2],
    ['a block string that does not end', '{ a(b: """{{{\n{{{{{{', 2],
  ])('counts only what the parser does: %s', (_, text, depth) => {
    expect(measureNesting(text, far)).toBe(depth);
  });

  it('is what the tokens of graphql-js say, for any text', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '""',
      '"""',
      String.raw`\"""`,
      '\\',
      '#',
      '\n',
      '\r',
      ' a ',
      '1',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { depth, isReadToItsEnd } = depthOfTokens(text);
        const measured = measureNesting(text, far);
        if (isReadToItsEnd) expect(measured).toBe(depth);
        else expect(measured).toBeGreaterThanOrEqual(depth);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is looked at no further than to say that it is too much', () => {
    expect(measureNesting('['.repeat(1_000_000), 200)).toBe(201);
  });
});

/** Brackets of the tokens up to the first that is none. */
function depthOfTokens(text: string): { depth: number; isReadToItsEnd: boolean } {
  const lexer = new Lexer(new Source(text));
  let [depth, deepest] = [0, 0];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (['{', '[', '('].includes(token.kind)) deepest = Math.max(deepest, ++depth);
      if (['}', ']', ')'].includes(token.kind)) depth--;
    }
    return { depth: deepest, isReadToItsEnd: true };
  } catch {
    return { depth: deepest, isReadToItsEnd: false };
  }
}
