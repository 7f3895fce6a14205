import type { Graph } from './graph.ts';
import { chain } from './graphs/chain.ts';
import { library } from './graphs/library.ts';
import { moved } from './graphs/moved.ts';
import { nulls } from './graphs/nulls.ts';
import { shop } from './graphs/shop.ts';

/** The supergraphs over which operations are generated. */
export const graphs: readonly Graph[] = [shop, library, moved, nulls, chain];
