import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const ask = /* GraphQL */ `
  mutation RequestDataExport {
    requestDataExport(input: {}) {
      errors {
        ... on UserError {
          message
        }
      }
    }
  }
`;
const asked = z.object({ requestDataExport: z.object({ errors: z.array(z.object({ message: z.string() })) }) });

const follow = /* GraphQL */ `
  query DataExports {
    dataExports {
      id
      status
      domains {
        name
        recordCount
      }
    }
  }
`;
const dataExport = z.object({
  id: z.string(),
  status: z.string(),
  domains: z.array(z.object({ name: z.string(), recordCount: z.number() })),
});
const followed = z.object({ dataExports: z.array(dataExport) });

const read = /* GraphQL */ `
  query DataExportPart($id: ID!, $after: String) {
    dataExportPart(exportId: $id, after: $after) {
      content
      endCursor
    }
  }
`;
const part = z.object({ dataExportPart: z.object({ content: z.string(), endCursor: z.string().nullable() }) });

/** A copy of everything that is held about the person, from all domains; answers the file. */
export async function fetchOwnData(client: EndpointClient, narrator: Narrator): Promise<string> {
  narrator.chapter('Fetch a copy of everything that is held about oneself');
  // Whoever has played the story twice today reads the latest one.
  for (const { message } of (await client.request(ask, asked)).requestDataExport.errors) narrator.line(message);
  const { id, domains } = await untilReady(client);
  for (const { name, recordCount } of domains) narrator.line(`${name.padEnd(12)} ${recordCount} records`);
  const contents: string[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const { dataExportPart }: z.infer<typeof part> = await client.request(read, part, { id, after });
    contents.push(dataExportPart.content);
    after = dataExportPart.endCursor;
    isMore = after !== null;
  }
  const file = contents.join('');
  narrator.line(`${Buffer.byteLength(file)} bytes of JSON lines, in ${contents.length} parts`);
  return file;
}

async function untilReady(client: EndpointClient): Promise<z.infer<typeof dataExport>> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(200)) {
    const [latest] = (await client.request(follow, followed)).dataExports;
    if (latest?.status === 'READY') return latest;
  }
  throw new Error('the copy of the data is not complete after a minute');
}
