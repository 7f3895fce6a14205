import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';

const pageSize = 3;

/** As much of S3 as a vault needs, path-style and with pages of three names: PutObject with `If-None-Match`, GetObject, ListObjectsV2. */
export async function startS3(bucket: string) {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    const answer = (status: number, body: string | Buffer = '') => response.writeHead(status).end(body);
    const fail = (status: number, code: string) =>
      answer(status, `<Error><Code>${code}</Code><Message>no</Message></Error>`);
    const [, first, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    if (first !== bucket) return fail(404, 'NoSuchBucket');
    if (request.method === 'PUT')
      return void bodyOf(request).then((body) => {
        if (request.headers['if-none-match'] === '*' && objects.has(key)) return fail(412, 'PreconditionFailed');
        objects.set(key, body);
        return answer(200);
      });
    if (key === '') return answer(200, list([...objects.keys()], url.searchParams));
    const object = objects.get(key);
    return object ? answer(200, object) : fail(404, 'NoSuchKey');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces = await Array.fromAsync(request, (piece) => z.instanceof(Buffer).parse(piece));
  return Buffer.concat(pieces);
}

function list(keys: readonly string[], asked: URLSearchParams): string {
  const prefix = asked.get('prefix') ?? '';
  const found = keys.filter((key) => key.startsWith(prefix)).map((key) => prefix + upToSlash(key.slice(prefix.length)));
  const names = [...new Set(found)].sort().filter((name) => name > (asked.get('continuation-token') ?? ''));
  const page = names.slice(0, pageSize);
  const next = names.length > pageSize ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const items = page.map((name) =>
    name.endsWith('/')
      ? `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`
      : `<Contents><Key>${name}</Key></Contents>`,
  );
  return `<ListBucketResult>${items.join('')}${next}</ListBucketResult>`;
}

function upToSlash(rest: string): string {
  const end = rest.indexOf('/');
  return end === -1 ? rest : rest.slice(0, end + 1);
}
