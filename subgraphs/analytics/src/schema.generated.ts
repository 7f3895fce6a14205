import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AuditEntry as AuditEntryModel } from './domain/audit-entry.ts';
import type { AuditFilePart as AuditFilePartModel } from './domain/audit-file.ts';
import type { Access as AccessModel, Failure as FailureModel, RequestRefusal as RequestRefusalModel } from './domain/compliance.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, written as RFC 3339: `2026-11-24T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Opaque JSON: at most 32 levels deep. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What events say about one thing. */
export type Activity = {
  __typename?: 'Activity';
  /** How many of each type, the most frequent first, 20 at most. */
  byType: Array<ActivityByType>;
  /** How many events name it. */
  eventCount: Scalars['Float']['output'];
  /** When the first of them happened. */
  firstEventAt: Scalars['DateTime']['output'];
  /** When the last of them happened. */
  lastEventAt: Scalars['DateTime']['output'];
};

/** How many events of one type name a thing. */
export type ActivityByType = {
  __typename?: 'ActivityByType';
  /** How many there are. */
  eventCount: Scalars['Float']['output'];
  /** The type of the events. */
  type: Scalars['String']['output'];
};

/** What one user did to one thing. */
export type AuditAccess = {
  __typename?: 'AuditAccess';
  /** How many actions were done or refused. */
  actionCount: Scalars['Float']['output'];
  /** Who; null when nobody was signed in, and when it is no user. */
  actor?: Maybe<User>;
  /** The id of who did it: of a user, a service account or a client of others; null when nobody was signed in. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** How many of them were refused. */
  failureCount: Scalars['Float']['output'];
  /** When the last of them was. */
  lastAt: Scalars['DateTime']['output'];
  /** The id of the thing. */
  resourceId?: Maybe<Scalars['ID']['output']>;
  /** What kind of thing. */
  resourceType?: Maybe<Scalars['String']['output']>;
  /** How many things they were about: an answer that shows several things of a kind is one action. */
  thingCount: Scalars['Float']['output'];
};

/** How entries are written into a file. */
export type AuditExportFormat =
  /** Comma separated values with a line of names; no cell is taken for a formula. */
  | 'CSV'
  /** JSON, an object on each line. */
  | 'JSON_LINES';

/** Which entries, and how they are written. */
export type AuditExportInput = {
  /** How they are written. */
  format: AuditExportFormat;
  /** From when on. */
  from: Scalars['DateTime']['input'];
  /** Until when, exclusively. */
  to: Scalars['DateTime']['input'];
};

/** A part of a file: 1,000 entries at most. */
export type AuditExportPart = {
  __typename?: 'AuditExportPart';
  /** What to append to the file. */
  content: Scalars['String']['output'];
  /** Pass it as `after` for the next part; null at the end. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** How many entries the part has. */
  entryCount: Scalars['Int']['output'];
  /** How many entries the whole file has by now: the share of it that is done. It is counted anew each time. */
  totalCount: Scalars['Float']['output'];
};

/** How often one action of one user was refused. */
export type AuditFailure = {
  __typename?: 'AuditFailure';
  /** What was refused. */
  action: Scalars['String']['output'];
  /** Who tried; null when nobody was signed in, and when it is no user. */
  actor?: Maybe<User>;
  /** The id of who did it: of a user, a service account or a client of others; null when nobody was signed in. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** How often. */
  failureCount: Scalars['Float']['output'];
  /** When it was refused last. */
  lastAt: Scalars['DateTime']['output'];
};

/** One action of a user, as it was recorded together with its effect. */
export type AuditLog = {
  __typename?: 'AuditLog';
  /** What was done, such as `store.connect`. */
  action: Scalars['String']['output'];
  /** Who did it; null when nobody was signed in, and when it is no user. */
  actor?: Maybe<User>;
  /** The id of who did it: of a user, a service account or a client of others; null when nobody was signed in. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** The domain it was done in, such as `integration`. */
  domain: Scalars['String']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Who acted as that user; null when it was the user. */
  impersonator?: Maybe<User>;
  /** Where the request came from. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** More facts, such as the role that was given; never a secret. */
  metadata: Scalars['JSON']['output'];
  /** When it was done. */
  occurredAt: Scalars['DateTime']['output'];
  /** The request, as in the header `x-request-id` of its answer. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The id of what it was done to. */
  resourceId?: Maybe<Scalars['ID']['output']>;
  /** What kind of thing it was done to. */
  resourceType?: Maybe<Scalars['String']['output']>;
  /** Whether it was done or refused. */
  result: AuditResult;
  /** What the request came from. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A page of audit entries. */
export type AuditLogConnection = {
  __typename?: 'AuditLogConnection';
  /** The entries with their cursors. */
  edges: Array<AuditLogEdge>;
  /** The entries. */
  nodes: Array<AuditLog>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An audit entry in a page. */
export type AuditLogEdge = {
  __typename?: 'AuditLogEdge';
  /** The position of the entry in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditLog;
};

/** Which audit entries. */
export type AuditLogFilter = {
  /** The action, such as `store.connect`. */
  action?: InputMaybe<Scalars['String']['input']>;
  /** The id of the user who did it. */
  actorId?: InputMaybe<Scalars['ID']['input']>;
  /** The domain it was done in, such as `integration`. */
  domain?: InputMaybe<Scalars['String']['input']>;
  /** Not before. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The id of somebody who acted as another user. */
  impersonatorId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the request came from. */
  ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** The id of what it was done to. */
  resourceId?: InputMaybe<Scalars['ID']['input']>;
  /** What kind of thing it was done to, such as `User`. */
  resourceType?: InputMaybe<Scalars['String']['input']>;
  /** Whether it was done or refused. */
  result?: InputMaybe<AuditResult>;
  /**
   * Words or parts of words, also Japanese ones, that the action, the actor, the resource or the user agent contains: all of them, in any order.
   * `"several words"` belong together, `-word` must not be there. 200 characters at most.
   */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Before. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How an action ended. */
export type AuditResult =
  /** It was refused. */
  | 'FAILURE'
  /** It was done. */
  | 'SUCCESS';

/** Which period; 400 days at most. */
export type CompliancePeriodInput = {
  /** From when on. */
  from: Scalars['DateTime']['input'];
  /** Until when, exclusively. */
  to: Scalars['DateTime']['input'];
};

/** What was done in an organization in a period. */
export type ComplianceReport = {
  __typename?: 'ComplianceReport';
  /** Who reached what, the most frequent first, 100 at most. */
  accesses: Array<AuditAccess>;
  /** How many actions were done or refused. */
  actionCount: Scalars['Float']['output'];
  /** How many of them were refused. */
  failureCount: Scalars['Float']['output'];
  /** What was refused most often, 100 at most. */
  failures: Array<AuditFailure>;
  /** From when on. */
  from: Scalars['DateTime']['output'];
  /**
   * What was done to keys and secrets of the organization, and to the keys of the platform that sign its tokens, the latest first, 100 at most;
   * `auditExport` has all of the organization.
   */
  keyChanges: Array<AuditLog>;
  /** What was refused before it reached any domain, the most frequent first, 100 at most. */
  refusals: Array<RequestRefusal>;
  /** The changes of roles and memberships, the latest first, 100 at most; `auditExport` has all. */
  roleChanges: Array<AuditLog>;
  /** Until when, exclusively. */
  to: Scalars['DateTime']['output'];
};

export type Integration = {
  __typename?: 'Integration';
  /** What events say about the integration; null when it is not yours or there are none. */
  activity?: Maybe<Activity>;
  id: Scalars['ID']['output'];
};

/** What is measured of the events of a bucket. */
export type MetricAggregate =
  /** How many there were. */
  | 'COUNT'
  /** The duration in milliseconds that half of them did not exceed; at most 2 % too high. */
  | 'P50'
  /** The duration in milliseconds that 95 % of them did not exceed; at most 2 % too high. */
  | 'P95'
  /** The duration in milliseconds that 99 % of them did not exceed; at most 2 % too high. */
  | 'P99'
  /** The sum of their values: money of orders and AI calls, rows of pipelines and syncs. */
  | 'SUM';

/** How events are put together. */
export type MetricInterval =
  /** By hour. */
  | 'HOUR'
  /** By minute. */
  | 'MINUTE';

/** The measure of one bucket. */
export type MetricPoint = {
  __typename?: 'MetricPoint';
  /** When the bucket begins. */
  at: Scalars['DateTime']['output'];
  /** The measure; null for a percentile of no durations. */
  value?: Maybe<Scalars['Float']['output']>;
};

/** A measure over time. */
export type MetricSeries = {
  __typename?: 'MetricSeries';
  /** What is measured. */
  aggregate: MetricAggregate;
  /** How long a bucket is. */
  interval: MetricInterval;
  /** One for each bucket, the earliest first. */
  points: Array<MetricPoint>;
  /** The type of the events. */
  type: Scalars['String']['output'];
};

/** What a series measures, and when. */
export type MetricSeriesInput = {
  /** What is measured. */
  aggregate?: InputMaybe<MetricAggregate>;
  /** From when on; the bucket it falls into is the first one. */
  from: Scalars['DateTime']['input'];
  /** How long a bucket is. */
  interval?: InputMaybe<MetricInterval>;
  /** Until when, exclusively. A series has 1,440 buckets at most. */
  to: Scalars['DateTime']['input'];
  /** The type of the events, such as `conea.ai.chat.completed`. */
  type: Scalars['String']['input'];
};

/** What has just been counted. */
export type MetricUpdate = {
  __typename?: 'MetricUpdate';
  /** How many events of the type that minute has now. */
  count: Scalars['Float']['output'];
  /** Pass it as `after` to continue behind this update. */
  cursor: Scalars['String']['output'];
  /** The minute into which the event fell. */
  minute: Scalars['DateTime']['output'];
  /** The sum of their values so far. */
  sum: Scalars['Float']['output'];
  /** The type of the event. */
  type: Scalars['String']['output'];
};

export type Order = {
  __typename?: 'Order';
  /** What events say about the order; null when it is not yours or there are none. */
  activity?: Maybe<Activity>;
  id: Scalars['ID']['output'];
};

export type Organization = {
  __typename?: 'Organization';
  /** What events say about the organization; null when it is not yours or there are none. */
  activity?: Maybe<Activity>;
  id: Scalars['ID']['output'];
};

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item: pass it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached with `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** The entries of a period as text for a file, part by part, the earliest first; for who may read the trail. */
  auditExport?: Maybe<AuditExportPart>;
  /** What was done in your organization and by whom, the latest first; for who may read it (`read:audit_logs`). */
  auditLogs?: Maybe<AuditLogConnection>;
  /** What an auditor wants to know of a period: who reached what, what failed, who got which role, which keys changed; for who may read the trail. */
  complianceReport?: Maybe<ComplianceReport>;
  /** The types of the events that your organization has had, such as `conea.integration.order.changed`, in the order of the alphabet. */
  eventTypes: Array<Scalars['String']['output']>;
  /** One measure of one type of event over time, a point for each minute or hour; a bucket without events has a point too. */
  metricSeries?: Maybe<MetricSeries>;
};


export type QueryAuditExportArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  input: AuditExportInput;
};


export type QueryAuditLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditLogFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryComplianceReportArgs = {
  input: CompliancePeriodInput;
};


export type QueryMetricSeriesArgs = {
  input: MetricSeriesInput;
};

/** Why a request is refused before it reaches a domain. */
export type RefusalReason =
  /** Its token or API key is not good. */
  | 'INVALID_CREDENTIALS'
  /** The caller has asked for too much, or too often. */
  | 'RATE_LIMITED'
  /** It asks for fields that the caller may not see. */
  | 'UNAUTHORIZED';

/** How often one caller was refused for one reason, before anything was asked of a domain. */
export type RequestRefusal = {
  __typename?: 'RequestRefusal';
  /** Who; null when it is no user. */
  actor?: Maybe<User>;
  /** The id of who was refused: of a user, a service account or a client of others. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** How often. */
  count: Scalars['Float']['output'];
  /** When the last time was told, to the minute or so. */
  lastAt: Scalars['DateTime']['output'];
  /** Where they called from: an IPv4 address, or the network of an IPv6 one. */
  network?: Maybe<Scalars['String']['output']>;
  /** Why. */
  reason: RefusalReason;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Tells of each event that has been counted in your organization, within a second or so. */
  metricUpdated?: Maybe<MetricUpdate>;
};


export type SubscriptionMetricUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  types?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Integration: Integration;
  Order: Order;
  Organization: Organization;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Integration:
    ( { __typename: 'Integration' }
    & GraphQLRecursivePick<FederationTypes['Integration'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Activity: ResolverTypeWrapper<Activity>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ActivityByType: ResolverTypeWrapper<ActivityByType>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AuditAccess: ResolverTypeWrapper<AccessModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AuditExportFormat: AuditExportFormat;
  AuditExportInput: AuditExportInput;
  AuditExportPart: ResolverTypeWrapper<AuditFilePartModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AuditFailure: ResolverTypeWrapper<FailureModel>;
  AuditLog: ResolverTypeWrapper<AuditEntryModel>;
  AuditLogConnection: ResolverTypeWrapper<Omit<AuditLogConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditLogEdge']>, nodes: Array<ResolversTypes['AuditLog']> }>;
  AuditLogEdge: ResolverTypeWrapper<Omit<AuditLogEdge, 'node'> & { node: ResolversTypes['AuditLog'] }>;
  AuditLogFilter: AuditLogFilter;
  AuditResult: AuditResult;
  CompliancePeriodInput: CompliancePeriodInput;
  ComplianceReport: ResolverTypeWrapper<Omit<ComplianceReport, 'accesses' | 'failures' | 'keyChanges' | 'refusals' | 'roleChanges'> & { accesses: Array<ResolversTypes['AuditAccess']>, failures: Array<ResolversTypes['AuditFailure']>, keyChanges: Array<ResolversTypes['AuditLog']>, refusals: Array<ResolversTypes['RequestRefusal']>, roleChanges: Array<ResolversTypes['AuditLog']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Integration: ResolverTypeWrapper<Integration>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MetricAggregate: MetricAggregate;
  MetricInterval: MetricInterval;
  MetricPoint: ResolverTypeWrapper<MetricPoint>;
  MetricSeries: ResolverTypeWrapper<MetricSeries>;
  MetricSeriesInput: MetricSeriesInput;
  MetricUpdate: ResolverTypeWrapper<MetricUpdate>;
  Order: ResolverTypeWrapper<Order>;
  Organization: ResolverTypeWrapper<Organization>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefusalReason: RefusalReason;
  RequestRefusal: ResolverTypeWrapper<RequestRefusalModel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<User>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Activity: Activity;
  Float: Scalars['Float']['output'];
  ActivityByType: ActivityByType;
  String: Scalars['String']['output'];
  AuditAccess: AccessModel;
  ID: Scalars['ID']['output'];
  AuditExportInput: AuditExportInput;
  AuditExportPart: AuditFilePartModel;
  Int: Scalars['Int']['output'];
  AuditFailure: FailureModel;
  AuditLog: AuditEntryModel;
  AuditLogConnection: Omit<AuditLogConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditLogEdge']>, nodes: Array<ResolversParentTypes['AuditLog']> };
  AuditLogEdge: Omit<AuditLogEdge, 'node'> & { node: ResolversParentTypes['AuditLog'] };
  AuditLogFilter: AuditLogFilter;
  CompliancePeriodInput: CompliancePeriodInput;
  ComplianceReport: Omit<ComplianceReport, 'accesses' | 'failures' | 'keyChanges' | 'refusals' | 'roleChanges'> & { accesses: Array<ResolversParentTypes['AuditAccess']>, failures: Array<ResolversParentTypes['AuditFailure']>, keyChanges: Array<ResolversParentTypes['AuditLog']>, refusals: Array<ResolversParentTypes['RequestRefusal']>, roleChanges: Array<ResolversParentTypes['AuditLog']> };
  DateTime: Scalars['DateTime']['output'];
  Integration: Integration | FederationReferenceTypes['Integration'];
  JSON: Scalars['JSON']['output'];
  MetricPoint: MetricPoint;
  MetricSeries: MetricSeries;
  MetricSeriesInput: MetricSeriesInput;
  MetricUpdate: MetricUpdate;
  Order: Order | FederationReferenceTypes['Order'];
  Organization: Organization | FederationReferenceTypes['Organization'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  RequestRefusal: RequestRefusalModel;
  Subscription: Record<PropertyKey, never>;
  User: User;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  byType?: Resolver<Array<ResolversTypes['ActivityByType']>, ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  firstEventAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastEventAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ActivityByTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityByType'] = ResolversParentTypes['ActivityByType']> = {
  eventCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditAccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditAccess'] = ResolversParentTypes['AuditAccess']> = {
  actionCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  failureCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  resourceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thingCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AuditExportPartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditExportPart'] = ResolversParentTypes['AuditExportPart']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AuditFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditFailure'] = ResolversParentTypes['AuditFailure']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  failureCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AuditLogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLog'] = ResolversParentTypes['AuditLog']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  domain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impersonator?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['AuditResult'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditLogConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogConnection'] = ResolversParentTypes['AuditLogConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditLogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditLogEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogEdge'] = ResolversParentTypes['AuditLogEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditLog'], ParentType, ContextType>;
};

export type ComplianceReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ComplianceReport'] = ResolversParentTypes['ComplianceReport']> = {
  accesses?: Resolver<Array<ResolversTypes['AuditAccess']>, ParentType, ContextType>;
  actionCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  failureCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  failures?: Resolver<Array<ResolversTypes['AuditFailure']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  keyChanges?: Resolver<Array<ResolversTypes['AuditLog']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['RequestRefusal']>, ParentType, ContextType>;
  roleChanges?: Resolver<Array<ResolversTypes['AuditLog']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type IntegrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration'], FederationReferenceType extends FederationReferenceTypes['Integration'] = FederationReferenceTypes['Integration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Integration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MetricPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricPoint'] = ResolversParentTypes['MetricPoint']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MetricSeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricSeries'] = ResolversParentTypes['MetricSeries']> = {
  aggregate?: Resolver<ResolversTypes['MetricAggregate'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['MetricInterval'], ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['MetricPoint']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MetricUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricUpdate'] = ResolversParentTypes['MetricUpdate']> = {
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  minute?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditExport?: Resolver<Maybe<ResolversTypes['AuditExportPart']>, ParentType, ContextType, RequireFields<QueryAuditExportArgs, 'input'>>;
  auditLogs?: Resolver<Maybe<ResolversTypes['AuditLogConnection']>, ParentType, ContextType, RequireFields<QueryAuditLogsArgs, 'first'>>;
  complianceReport?: Resolver<Maybe<ResolversTypes['ComplianceReport']>, ParentType, ContextType, RequireFields<QueryComplianceReportArgs, 'input'>>;
  eventTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  metricSeries?: Resolver<Maybe<ResolversTypes['MetricSeries']>, ParentType, ContextType, RequireFields<QueryMetricSeriesArgs, 'input'>>;
};

export type RequestRefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestRefusal'] = ResolversParentTypes['RequestRefusal']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  network?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['RefusalReason'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  metricUpdated?: SubscriptionResolver<Maybe<ResolversTypes['MetricUpdate']>, "metricUpdated", ParentType, ContextType, Partial<SubscriptionMetricUpdatedArgs>>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Activity?: ActivityResolvers<ContextType>;
  ActivityByType?: ActivityByTypeResolvers<ContextType>;
  AuditAccess?: AuditAccessResolvers<ContextType>;
  AuditExportPart?: AuditExportPartResolvers<ContextType>;
  AuditFailure?: AuditFailureResolvers<ContextType>;
  AuditLog?: AuditLogResolvers<ContextType>;
  AuditLogConnection?: AuditLogConnectionResolvers<ContextType>;
  AuditLogEdge?: AuditLogEdgeResolvers<ContextType>;
  ComplianceReport?: ComplianceReportResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Integration?: IntegrationResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MetricPoint?: MetricPointResolvers<ContextType>;
  MetricSeries?: MetricSeriesResolvers<ContextType>;
  MetricUpdate?: MetricUpdateResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestRefusal?: RequestRefusalResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

