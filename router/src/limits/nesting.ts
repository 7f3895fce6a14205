const [quote, backslash, hash, lineFeed, carriageReturn] = [0x22, 0x5c, 0x23, 0x0a, 0x0d] as const;

/**
 * How deep the brackets of a GraphQL text are nested, those in strings and comments aside; looks no further than is needed to say that it is
 * more than `max`. graphql-js parses recursively: without this scan a few kilobytes of brackets overflow the stack.
 */
export function measureNesting(text: string, max: number): number {
  let [depth, deepest, index] = [0, 0, 0];
  while (index < text.length && deepest <= max) {
    const character = text.charCodeAt(index);
    if (isOpening(character)) deepest = Math.max(deepest, ++depth);
    else if (isClosing(character)) depth--;
    if (character === quote) index = afterString(text, index);
    else if (character === hash) index = afterComment(text, index);
    else index++;
  }
  return deepest;
}

const isOpening = (character: number) => character === 0x7b || character === 0x5b || character === 0x28;
const isClosing = (character: number) => character === 0x7d || character === 0x5d || character === 0x29;
const isLineEnd = (character: number) => character === lineFeed || character === carriageReturn;

function afterComment(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && !isLineEnd(text.charCodeAt(index))) index++;
  return index;
}

/** A string that does not end on its line ends the parsing, so what follows it does not count. */
function afterString(text: string, start: number): number {
  if (text.startsWith('"""', start)) return afterBlockString(text, start + 3);
  for (let index = start + 1; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === quote) return index + 1;
    if (isLineEnd(character)) return text.length;
    if (character === backslash) index++;
  }
  return text.length;
}

/** Only `\"""` is an escape in a block string. */
function afterBlockString(text: string, start: number): number {
  for (let end = text.indexOf('"""', start); end !== -1; end = text.indexOf('"""', end + 3))
    if (text.charCodeAt(end - 1) !== backslash) return end + 3;
  return text.length;
}
