import { z } from 'zod';

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** What is wrong with a name of a column or a field: it becomes a key of JSON objects. Null when nothing is. */
export function findNameProblem(name: string, maxLength: number): string | null {
  if (name === '') return 'A name has at least one character.';
  if (name.length > maxLength) return `A name has at most ${maxLength} characters.`;
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return 'A name has no control characters.';
  return reserved.has(name) ? 'This name is reserved.' : null;
}

const nameOf = (maxLength: number) =>
  z.string().superRefine((name, context) => {
    const message = findNameProblem(name, maxLength);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** The most characters of the name of a column. */
export const maxColumnName = 200;

/** The name of a column of a file. */
export const columnName = nameOf(maxColumnName);

/** The name of a field that a pipeline makes. */
export const fieldName = nameOf(64);
