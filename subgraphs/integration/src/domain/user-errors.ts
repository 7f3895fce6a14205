type UserError<Name extends string> = { __typename: Name; message: string; path: string[] | null };

export type CredentialsRefused = UserError<'CredentialsRefused'>;
export type InvalidInput = UserError<'InvalidInput'>;
export type NotFound = UserError<'NotFound'>;
export type StoreNotActive = UserError<'StoreNotActive'>;
export type StoreUnavailable = UserError<'StoreUnavailable'>;
export type SyncInProgress = UserError<'SyncInProgress'> & { syncId: string };

const at = (...fields: string[]) => ['input', ...fields];

/** The refusals of this subgraph, in the words that users see. */
export const userErrors = {
  credentialsRefused: (): CredentialsRefused => ({
    __typename: 'CredentialsRefused',
    message:
      'The store refuses these credentials. Check that the app is installed and may read orders, products and customers.',
    path: at('credentials'),
  }),
  invalidShopDomain: (): InvalidInput => ({
    __typename: 'InvalidInput',
    message: 'A shop domain is written like `example.myshopify.com`.',
    path: at('shopDomain'),
  }),
  invalidCredentials: (): InvalidInput => ({
    __typename: 'InvalidInput',
    message: 'State the client secret, and either the client id or an access token.',
    path: at('credentials'),
  }),
  invalidResources: (): InvalidInput => ({
    __typename: 'InvalidInput',
    message: 'Name at least one kind of record, each once.',
    path: at('resources'),
  }),
  noSuchIntegration: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such store in your organization.',
    path: at('integrationId'),
  }),
  storeNotActive: (): StoreNotActive => ({
    __typename: 'StoreNotActive',
    message: 'The store is disconnected or refuses its credentials. Connect it again.',
    path: at('integrationId'),
  }),
  storeUnavailable: (): StoreUnavailable => ({
    __typename: 'StoreUnavailable',
    message: 'The store does not answer at the moment. Try again later.',
    path: null,
  }),
  syncInProgress: (syncId: string): SyncInProgress => ({
    __typename: 'SyncInProgress',
    message: 'The store is being read already. Follow that sync, or wait for its end.',
    path: at('integrationId'),
    syncId,
  }),
};
