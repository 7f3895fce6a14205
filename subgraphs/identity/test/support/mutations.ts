import type { Caller } from '@conea/platform';
import type { z } from 'zod';
import type { IdentityServer } from './identity-server.ts';

/** Sends mutations of this subgraph and parses what they answer; throws `CODE: message` for what is no data. */
export function mutationsOf(server: IdentityServer) {
  return async <Shape extends z.ZodType>(
    field: string,
    selection: string,
    /** Null for a mutation that takes none. */
    input: object | null,
    shape: Shape,
    caller?: Caller,
  ): Promise<z.infer<Shape>> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = input
      ? `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`
      : `mutation { ${field} { ${selection} } }`;
    const { data, errors } = await server.request(query, input ? { input } : {}, caller);
    if (errors) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
    return shape.parse(data?.[field]);
  };
}
