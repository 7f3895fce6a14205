import { parse, Scalar, visit, type Document } from 'yaml';

const expression = /\$\{env\.(?<name>[A-Za-z_]\w*)(?::-(?<fallback>[^}]*))?\}/g;

/**
 * Replaces `${env.NAME}` and `${env.NAME:-default}` in the values of a file. Where the value is written without quotes, the result is
 * read as YAML, so that a number stays one; between quotes it is text. Answers the names that are not set and have no default.
 */
export function expand(document: Document, environment: Readonly<Record<string, string | undefined>>): string[] {
  const missing: string[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${env.')) return;
      const text = node.value.replaceAll(expression, (_, name: string, fallback?: string) => {
        const value = environment[name] ?? fallback;
        if (value === undefined) missing.push(name);
        return value ?? '';
      });
      const isText = node.type !== Scalar.PLAIN || text === '';
      node.value = isText ? text : scalarOf(text);
    },
  });
  return missing;
}

function scalarOf(text: string): string | number | boolean {
  const value: unknown = parse(text);
  return typeof value === 'number' || typeof value === 'boolean' ? value : text;
}
