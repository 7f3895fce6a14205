import { keys } from './keys.ts';
import type { Suite } from './suite.ts';

/** Every supergraph of the corpus. */
export const suites: readonly Suite[] = [keys];
