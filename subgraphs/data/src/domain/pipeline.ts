import type { PageRequest, Transaction } from '@conea/platform';
import type { Definition } from './definition.ts';

/** What is done to each row of a file. */
export type Pipeline = {
  id: string;
  organizationId: string;
  createdById: string;
  name: string;
  definition: Definition;
  createdAt: Date;
  archivedAt: Date | null;
};

export type PipelineStore = {
  listByIds(organizationId: string, ids: readonly string[]): Promise<Pipeline[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<Pipeline[]>;
  create(tx: Transaction, pipeline: Omit<Pipeline, 'createdAt' | 'archivedAt'>): Promise<void>;
  /** Answers whether there is such a pipeline; archiving an archived one changes nothing. */
  archive(tx: Transaction, organizationId: string, id: string): Promise<boolean>;
};
