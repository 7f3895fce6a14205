import { getHeapStatistics } from 'node:v8';

const mebibyte = 1024 * 1024;
/** What V8 reserves for young objects, where it chooses by itself: at most three semi-spaces of a 64th each. */
const shareOfOld = 64 / 67;

/**
 * Bytes of old objects at which V8 ends the process. Its `heap_size_limit` is more: it has the space of young objects in it, up to 192 MiB,
 * which old ones never get. Of the options of Node the last one counts.
 */
export function readHeapLimit(nodeOptions: readonly string[]): number {
  const option = nodeOptions.findLast((each) => /^--max[-_]old[-_]space[-_]size=\d+$/.test(each));
  if (option !== undefined) return Number(option.split('=')[1]) * mebibyte;
  return getHeapStatistics().heap_size_limit * shareOfOld;
}
