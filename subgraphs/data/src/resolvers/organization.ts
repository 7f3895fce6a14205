import type { OrganizationResolvers } from '../schema.generated.ts';
import { pipelinePage } from './pages.ts';

export const Organization: OrganizationResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  pipelines: ({ id }, page, context) => (id === context.tenant ? pipelinePage(context, page) : null),
};
