import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { failure } from './accounts.ts';
import type { IdentityServer } from './identity-server.ts';
import { mutationsOf } from './mutations.ts';

const dataExport = z.object({
  id: z.string(),
  status: z.string(),
  expiresAt: z.string(),
  domains: z.array(z.object({ name: z.string(), status: z.string(), recordCount: z.number(), isCutOff: z.boolean() })),
});
const requested = z.object({ dataExport: dataExport.nullable(), errors: z.array(failure) });
const part = z.object({ content: z.string(), endCursor: z.string().nullable() }).nullable();
const line = z.object({ domain: z.string(), kind: z.string(), record: z.looseObject({}) });
const fields = 'id status expiresAt domains { name status recordCount isCutOff }';

/** The operations about copies of one's data, with parsed answers. */
export function dataExportsOf(server: IdentityServer) {
  const mutate = mutationsOf(server);
  const query = async (text: string, variables: object, caller: Caller) => {
    const { data, errors } = await server.request(text, variables, caller);
    if (errors) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
    return data;
  };
  const readPart = async (exportId: string, after: string | null, caller: Caller) => {
    const text =
      'query ($exportId: ID!, $after: String) { dataExportPart(exportId: $exportId, after: $after) { content endCursor } }';
    return part.parse((await query(text, { exportId, after }, caller))?.['dataExportPart']);
  };
  return {
    request: (caller: Caller, input: { idempotencyKey?: string } = {}) =>
      mutate(
        'requestDataExport',
        `dataExport { ${fields} } errors { __typename ... on UserError { message path } ... on TooManyAttempts { retryAt } }`,
        input,
        requested,
        caller,
      ),
    list: async (caller: Caller) =>
      z.array(dataExport).parse((await query(`{ dataExports { ${fields} } }`, {}, caller))?.['dataExports']),
    readPart,
    /** The whole file, and its lines. */
    read: async (exportId: string, caller: Caller) => {
      const contents: string[] = [];
      for (let after: string | null = null, isMore = true; isMore;) {
        const read: z.infer<typeof part> = await readPart(exportId, after, caller);
        if (!read) throw new Error('a part of the export is not there');
        contents.push(read.content);
        after = read.endCursor;
        isMore = after !== null;
      }
      const text = contents.join('');
      const lines = text.trimEnd().split('\n');
      return { text, lines: lines.map((one) => line.parse(JSON.parse(one))), parts: contents.length };
    },
  };
}
