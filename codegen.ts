import type { CodegenConfig } from '@graphql-codegen/cli';

/** The model behind each GraphQL type whose resolvers get something else than the type's own fields: `path#Model as Alias`, from `src/`. */
const mappers: Record<string, Record<string, string>> = {
  identity: {
    ApiKey: './domain/api-key.ts#ApiKey as ApiKeyModel',
    DataExport: './domain/data-export.ts#DataExport as DataExportModel',
    Erasure: './domain/erasure.ts#Erasure as ErasureModel',
    Impersonation: './domain/impersonation.ts#Impersonation as ImpersonationModel',
    Invitation: './domain/invitation.ts#Invitation as InvitationModel',
    LinkedIdentity: './domain/linked-identity.ts#LinkedIdentity as LinkedIdentityModel',
    AuthorizationRequest: './domain/oauth/authorization-decisions.ts#ShownRequest as ShownRequestModel',
    AuthorizedApplication: './domain/oauth/consent.ts#AuthorizedApplication as AuthorizedApplicationModel',
    Membership: './domain/membership.ts#Membership as MembershipModel',
    OauthClient: './domain/oauth/oauth-client.ts#OauthClient as OauthClientModel',
    Organization: './domain/organization.ts#Organization as OrganizationModel',
    OrganizationRole: './domain/organization-role.ts#OrganizationRole as OrganizationRoleModel',
    SecondFactorEnrolmentRequired:
      './domain/second-factor-errors.ts#SecondFactorEnrolmentRequired as SecondFactorEnrolmentRequiredModel',
    SecondFactorPolicy: './domain/second-factor.ts#SecondFactorPolicy as SecondFactorPolicyModel',
    SecondFactorRequired: './domain/second-factor-errors.ts#SecondFactorRequired as SecondFactorRequiredModel',
    ServiceAccount: './domain/service-account.ts#ServiceAccount as ServiceAccountModel',
    Session: './domain/session.ts#Session as SessionModel',
    User: './domain/user.ts#User as UserModel',
    Viewer: '@conea/platform#CallerUser as CallerUserModel',
  },
  integration: {
    Customer: './domain/records.ts#Customer as CustomerModel',
    Integration: './domain/integration.ts#Integration as IntegrationModel',
    Order: './domain/records.ts#Order as OrderModel',
    OrderChange: './changes.ts#OrderChange as OrderChangeModel',
    OrderConnection: './resolvers/pages.ts#OrderPage as OrderPageModel',
    OrderLineItem: './domain/records.ts#OrderLine as OrderLineModel',
    Organization: './domain/organization.ts#Organization as OrganizationModel',
    Product: './domain/records.ts#Product as ProductModel',
    ResourceSync: './domain/sync.ts#ResourceSync as ResourceSyncModel',
    StoreNotifications: './domain/integration.ts#Integration as IntegrationModel',
    Sync: './domain/sync.ts#Sync as SyncModel',
    SyncInProgress: './domain/user-errors.ts#SyncInProgress as SyncInProgressModel',
    SyncProgress: './domain/sync.ts#Counts as CountsModel',
    SyncProgressed: './changes.ts#SyncState as SyncStateModel',
  },
  ai: {
    AiModel: './domain/model.ts#Model as AiModelModel',
    Chat: './domain/chat.ts#Chat as ChatModel',
  },
  data: {
    File: './domain/file.ts#File as FileModel',
    Order: './order-results.ts#OrderReference as OrderReferenceModel',
    Pipeline: './domain/pipeline.ts#Pipeline as PipelineModel',
    PipelineRun: './domain/run.ts#Run as RunModel',
    RunProgressed: './run-progress.ts#RunState as RunStateModel',
    Upload: './domain/upload.ts#Upload as UploadModel',
  },
  analytics: {
    AuditLog: './domain/audit-entry.ts#AuditEntry as AuditEntryModel',
    AuditExportPart: './domain/audit-file.ts#AuditFilePart as AuditFilePartModel',
    AuditAccess: './domain/compliance.ts#Access as AccessModel',
    AuditFailure: './domain/compliance.ts#Failure as FailureModel',
    RequestRefusal: './domain/compliance.ts#RequestRefusal as RequestRefusalModel',
  },
};

const generates = Object.fromEntries(
  Object.entries(mappers).map(([name, models]) => [
    `subgraphs/${name}/src/schema.generated.ts`,
    {
      schema: `subgraphs/${name}/schema.graphql`,
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#Context',
        defaultScalarType: 'unknown',
        enumsAsTypes: true,
        federation: true,
        mappers: models,
        nonOptionalTypename: false,
        resolversNonOptionalTypename: { unionMember: true },
        scalars: { DateTime: 'Date', ID: 'string', JSON: 'unknown', URL: 'string' },
        useTypeImports: true,
      },
    },
  ]),
);

/** The resolver types of each subgraph, from its schema: `npm run codegen`. */
export default { generates } satisfies CodegenConfig;
