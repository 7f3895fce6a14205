import type { OrganizationResolvers } from '../schema.generated.ts';
import { integrationPage } from './pages.ts';

export const Organization: OrganizationResolvers = {
  __resolveReference: ({ id }, { tenant }) => (id === tenant ? { id } : null),
  integrations: ({ id }, page, context) => (id === context.tenant ? integrationPage(context, page) : null),
};
