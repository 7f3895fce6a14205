import { parsePage, toConnection, type Connection, type PageArguments, type PageRequest } from '@conea/platform';
import type { Context } from '../context.ts';
import { keysetOf, type File } from '../domain/file.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { Run } from '../domain/run.ts';

export type Page = { first: number; after?: string | null | undefined };

/** The files of the caller's organization. */
export function filePage(context: Context, page: Page): Promise<Connection<File>> {
  return pageOf(context, page, context.pageOfFiles);
}

/** The pipelines of the caller's organization. */
export function pipelinePage(context: Context, page: Page): Promise<Connection<Pipeline>> {
  return pageOf(context, page, context.pageOfPipelines);
}

/** The runs of a pipeline of the caller's organization. */
export function runPage(context: Context, pipelineId: string, page: Page): Promise<Connection<Run>> {
  return pageOf(context, page, (tenant, request) => context.pageOfRuns(tenant, pipelineId, request));
}

/** The arguments of a connection field as the platform takes them. */
export function pageArguments({ first, after }: Page): PageArguments {
  return { first, after: after ?? null };
}

async function pageOf<Row extends { id: string; createdAt: Date }>(
  { tenant }: Context,
  page: Page,
  list: (tenant: string, request: PageRequest) => Promise<Row[]>,
): Promise<Connection<Row>> {
  const request = parsePage(pageArguments(page));
  return toConnection(tenant === null ? [] : await list(tenant, request), request, keysetOf);
}
