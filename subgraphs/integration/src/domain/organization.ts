/** An organization, of which this subgraph knows the id only. */
export type Organization = { id: string };
