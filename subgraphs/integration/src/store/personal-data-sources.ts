import type { PersonalDataSource } from '@conea/platform';

/**
 * Integration holds nobody of Conea by id or address: who connected a store or started a sync is in the audit trail, which analytics tells. Customers of
 * stores are persons whom the store tells.
 */
export const personalDataSources: readonly PersonalDataSource[] = [];
