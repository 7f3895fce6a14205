import { z } from 'zod';

/** A list of texts; from the environment it comes as one text with commas. */
export const textList = z.union([z.array(z.string()), z.string().transform(splitList)]);

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}
