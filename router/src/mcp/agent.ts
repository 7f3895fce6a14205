import type { Caller } from '@conea/platform';
import type { PickedHeaders } from '../headers/picked-headers.ts';

/** Who calls tools, with the headers that subgraphs may get. */
export type Agent = { caller: Caller; headers: PickedHeaders };
