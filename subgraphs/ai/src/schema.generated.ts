import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Model as AiModelModel } from './domain/model.ts';
import type { Chat as ChatModel } from './domain/chat.ts';
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
  _FieldSet: { input: unknown; output: unknown; }
};

/** What a model can do. */
export type AiCapability =
  /** Answers to conversations. */
  | 'CHAT'
  /** Vectors of texts. */
  | 'EMBEDDING';

/** A model of a provider. */
export type AiModel = {
  __typename?: 'AiModel';
  /** What it can do. */
  capabilities: Array<AiCapability>;
  /** How many tokens question and answer may have together. */
  contextWindow: Scalars['Int']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The price of a million tokens of input. */
  inputPrice: Money;
  /** Whether it can be called: it is switched on, and its provider has a key here. */
  isAvailable: Scalars['Boolean']['output'];
  /** What the provider calls it. */
  name: Scalars['String']['output'];
  /** The price of a million tokens of output. */
  outputPrice: Money;
  /** Models with lower numbers are tried first. */
  priority: Scalars['Int']['output'];
  /** Who runs it, such as `openai`. */
  provider: Scalars['String']['output'];
};

/** AI calls of one model in numbers. */
export type AiModelUsage = {
  __typename?: 'AiModelUsage';
  /** How many calls there were. */
  callCount: Scalars['Int']['output'];
  /** What they cost. */
  cost: Money;
  /** The model. */
  model: AiModel;
};

/** AI calls of a period in numbers. */
export type AiUsage = {
  __typename?: 'AiUsage';
  /** The same for each model, the most expensive first. */
  byModel: Array<AiModelUsage>;
  /** How many calls there were. */
  callCount: Scalars['Int']['output'];
  /** What they cost. */
  cost: Money;
  /** Tokens of the questions. */
  inputTokens: Scalars['Float']['output'];
  /** Tokens of the answers. */
  outputTokens: Scalars['Float']['output'];
};

/** Who may be given what is held. */
export type CacheControlScope =
  /** Only the caller who asked. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

/** A conversation and the answer of a model. */
export type Chat = {
  __typename?: 'Chat';
  /** The whole answer; null until it is finished, and when it failed. */
  answer?: Maybe<Scalars['String']['output']>;
  /** When it was asked. */
  createdAt: Scalars['DateTime']['output'];
  /** Why there is no answer, as a constant such as `MODEL_UNAVAILABLE`. */
  failure?: Maybe<Scalars['String']['output']>;
  /** Why the model stopped, such as `stop` or `length`. */
  finishReason?: Maybe<Scalars['String']['output']>;
  /** When the answer was finished, or given up. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Whether another model than the first one answered, because that one failed. */
  isFallback: Scalars['Boolean']['output'];
  /** What was said before the answer. */
  messages: Array<ChatMessage>;
  /** The model that answered. */
  model?: Maybe<AiModel>;
  /** Where it stands. */
  status: ChatStatus;
  /** What it used and cost; null until it is finished. */
  usage?: Maybe<TokenUsage>;
  /** Who asked. */
  user?: Maybe<User>;
};

/** A page of chats. */
export type ChatConnection = {
  __typename?: 'ChatConnection';
  /** The chats with their cursors. */
  edges: Array<ChatEdge>;
  /** The chats. */
  nodes: Array<Chat>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A chat in a page. */
export type ChatEdge = {
  __typename?: 'ChatEdge';
  /** The position of the chat in the list. */
  cursor: Scalars['String']['output'];
  /** The chat. */
  node: Chat;
};

/** Why a chat is refused. */
export type ChatError = InvalidInput | NotFound;

/** A conversation to be answered. */
export type ChatInput = {
  /** A value of your choice, such as a UUID: repeating the request with it asks once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How many tokens the answer may have, up to 32,000. */
  maxOutputTokens?: Scalars['Int']['input'];
  /** What was said so far, the question last: up to 100 messages with 200,000 characters in all. */
  messages: Array<ChatMessageInput>;
  /** The model to try first; without it the one of the lowest priority number. */
  modelId?: InputMaybe<Scalars['ID']['input']>;
  /** From 0 (always the same) to 2 (inventive); the model's own default without it. */
  temperature?: InputMaybe<Scalars['Float']['input']>;
};

/** Something that was said. */
export type ChatMessage = {
  __typename?: 'ChatMessage';
  /** What was said. */
  content: Scalars['String']['output'];
  /** Who said it. */
  role: ChatRole;
};

/** Something that was said. */
export type ChatMessageInput = {
  /** What was said. */
  content: Scalars['String']['input'];
  /** Who said it. */
  role: ChatRole;
};

/** The outcome of `chat` and `startChat`. */
export type ChatPayload = {
  __typename?: 'ChatPayload';
  /** The chat; null when there are errors. */
  chat?: Maybe<Chat>;
  /** Why nothing was asked; empty on success. */
  errors: Array<ChatError>;
};

/** A piece of an answer. */
export type ChatPiece = {
  __typename?: 'ChatPiece';
  /** The finished chat, in the last piece. */
  chat?: Maybe<Chat>;
  /** Pass it as `after` to continue behind this piece. */
  cursor: Scalars['String']['output'];
  /** The text to append; empty in the last piece. */
  delta: Scalars['String']['output'];
};

/** Who says something. */
export type ChatRole =
  /** The model. */
  | 'ASSISTANT'
  /** Instructions for the model. */
  | 'SYSTEM'
  /** The person who asks. */
  | 'USER';

/** Where a chat stands. */
export type ChatStatus =
  /** There is no answer. */
  | 'FAILED'
  /** The answer is there. */
  | 'FINISHED'
  /** The answer is being written. */
  | 'RUNNING';

/** Why texts are not turned into vectors. */
export type EmbedError = InvalidInput | ModelUnavailable | NotFound;

/** Texts to be turned into vectors. */
export type EmbedInput = {
  /** A value of your choice, such as a UUID: repeating the request with it asks once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The model; without it the one of the lowest priority number. */
  modelId?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 96 texts of up to 8,000 characters. */
  texts: Array<Scalars['String']['input']>;
};

/** The outcome of `embed`. */
export type EmbedPayload = {
  __typename?: 'EmbedPayload';
  /** A vector for each text, in their order; null when there are errors. */
  embeddings?: Maybe<Array<Embedding>>;
  /** Why nothing was made; empty on success. */
  errors: Array<EmbedError>;
  /** The model that made them. */
  model?: Maybe<AiModel>;
  /** What it used and cost. */
  usage?: Maybe<TokenUsage>;
};

/** The vector of a text. */
export type Embedding = {
  __typename?: 'Embedding';
  /** Its coordinates; its length is 1. */
  vector: Array<Scalars['Float']['output']>;
};

/** An input field has a value that is not allowed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** No model could be reached; try again later. */
export type ModelUnavailable = UserError & {
  __typename?: 'ModelUnavailable';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** A decimal number as a string, such as `1980` or `19.99`. */
  amount: Scalars['String']['output'];
  /** ISO 4217, such as `JPY`. */
  currencyCode: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Asks a model and waits up to 8 seconds for the whole answer; a chat that takes longer comes back as `RUNNING` and can be followed with
   * `chatStreamed`.
   */
  chat: ChatPayload;
  /** Turns texts into vectors: texts of similar meaning have vectors near each other. */
  embed: EmbedPayload;
  /** Adds a model of a provider, or changes one that is there. Admins only. */
  registerModel: RegisterModelPayload;
  /** Asks a model and answers at once: follow the chat with `chatStreamed`. */
  startChat: ChatPayload;
};


export type MutationChatArgs = {
  input: ChatInput;
};


export type MutationEmbedArgs = {
  input: EmbedInput;
};


export type MutationRegisterModelArgs = {
  input: RegisterModelInput;
};


export type MutationStartChatArgs = {
  input: ChatInput;
};

/** The thing that the input names does not exist, or is not yours. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type Organization = {
  __typename?: 'Organization';
  /** The AI calls of everybody in the organization; null when it is not yours. */
  aiUsage?: Maybe<AiUsage>;
  id: Scalars['ID']['output'];
};


export type OrganizationAiUsageArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
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
  /** A chat of yours, or of anybody in your organization when you may read those (`read:any_data`); null when there is none with this id. */
  chat?: Maybe<Chat>;
  /** Your chats, the latest first. */
  chats?: Maybe<ChatConnection>;
  /** The models that can be called, the one that is tried first first. */
  models: Array<AiModel>;
};


export type QueryChatArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChatsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** Why a model is not registered. */
export type RegisterModelError = InvalidInput;

/** A model to be added or changed. */
export type RegisterModelInput = {
  /** What it can do. */
  capabilities: Array<AiCapability>;
  /** How many tokens question and answer may have together. */
  contextWindow: Scalars['Int']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it registers once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** US dollars for a million tokens of input, as a decimal number. */
  inputPrice: Scalars['String']['input'];
  /** Whether it may be called. */
  isEnabled?: Scalars['Boolean']['input'];
  /** What the provider calls it. */
  name: Scalars['String']['input'];
  /** US dollars for a million tokens of output, as a decimal number. */
  outputPrice: Scalars['String']['input'];
  /** Models with lower numbers are tried first. */
  priority: Scalars['Int']['input'];
  /** Who runs it: `openai` (also for compatible services) or `anthropic`. */
  provider: Scalars['String']['input'];
};

/** The outcome of `registerModel`. */
export type RegisterModelPayload = {
  __typename?: 'RegisterModelPayload';
  /** Why nothing was changed; empty on success. */
  errors: Array<RegisterModelError>;
  /** The model; null when there are errors. */
  model?: Maybe<AiModel>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The answer of a chat piece by piece, from its beginning or from a cursor; ends with the finished chat. */
  chatStreamed?: Maybe<ChatPiece>;
};


export type SubscriptionChatStreamedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  chatId: Scalars['ID']['input'];
};

/** What a call used and cost. */
export type TokenUsage = {
  __typename?: 'TokenUsage';
  /** Tokens of the question that came out of the provider's cache. */
  cachedInputTokens: Scalars['Int']['output'];
  /** What it cost. */
  cost: Money;
  /** Tokens of the question, without those that came out of the provider's cache. */
  inputTokens: Scalars['Int']['output'];
  /** Tokens of the answer, with those of its reasoning. */
  outputTokens: Scalars['Int']['output'];
};

export type User = {
  __typename?: 'User';
  /** The AI calls of the user; null unless it is you, or you are an admin of the organization. */
  aiUsage?: Maybe<AiUsage>;
  id: Scalars['ID']['output'];
};


export type UserAiUsageArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Why a mutation was refused, in words that can be shown to a user. */
export type UserError = {
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
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
  AiModel: AiModel;
  Chat: Chat;
  Organization: Organization;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AiModel:
    ( { __typename: 'AiModel' }
    & GraphQLRecursivePick<FederationTypes['AiModel'], {"id":true}> );
  Chat:
    ( { __typename: 'Chat' }
    & GraphQLRecursivePick<FederationTypes['Chat'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ChatError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  EmbedError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ModelUnavailable & { __typename: 'ModelUnavailable' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RegisterModelError: ( InvalidInput & { __typename: 'InvalidInput' } );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInput )
    | ( ModelUnavailable )
    | ( NotFound )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AiCapability: AiCapability;
  AiModel: ResolverTypeWrapper<AiModelModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AiModelUsage: ResolverTypeWrapper<Omit<AiModelUsage, 'model'> & { model: ResolversTypes['AiModel'] }>;
  AiUsage: ResolverTypeWrapper<Omit<AiUsage, 'byModel'> & { byModel: Array<ResolversTypes['AiModelUsage']> }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CacheControlScope: CacheControlScope;
  Chat: ResolverTypeWrapper<ChatModel>;
  ChatConnection: ResolverTypeWrapper<Omit<ChatConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ChatEdge']>, nodes: Array<ResolversTypes['Chat']> }>;
  ChatEdge: ResolverTypeWrapper<Omit<ChatEdge, 'node'> & { node: ResolversTypes['Chat'] }>;
  ChatError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChatError']>;
  ChatInput: ChatInput;
  ChatMessage: ResolverTypeWrapper<ChatMessage>;
  ChatMessageInput: ChatMessageInput;
  ChatPayload: ResolverTypeWrapper<Omit<ChatPayload, 'chat' | 'errors'> & { chat?: Maybe<ResolversTypes['Chat']>, errors: Array<ResolversTypes['ChatError']> }>;
  ChatPiece: ResolverTypeWrapper<Omit<ChatPiece, 'chat'> & { chat?: Maybe<ResolversTypes['Chat']> }>;
  ChatRole: ChatRole;
  ChatStatus: ChatStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmbedError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EmbedError']>;
  EmbedInput: EmbedInput;
  EmbedPayload: ResolverTypeWrapper<Omit<EmbedPayload, 'errors' | 'model'> & { errors: Array<ResolversTypes['EmbedError']>, model?: Maybe<ResolversTypes['AiModel']> }>;
  Embedding: ResolverTypeWrapper<Embedding>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  ModelUnavailable: ResolverTypeWrapper<ModelUnavailable>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Organization: ResolverTypeWrapper<Omit<Organization, 'aiUsage'> & { aiUsage?: Maybe<ResolversTypes['AiUsage']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterModelError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterModelError']>;
  RegisterModelInput: RegisterModelInput;
  RegisterModelPayload: ResolverTypeWrapper<Omit<RegisterModelPayload, 'errors' | 'model'> & { errors: Array<ResolversTypes['RegisterModelError']>, model?: Maybe<ResolversTypes['AiModel']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TokenUsage: ResolverTypeWrapper<TokenUsage>;
  User: ResolverTypeWrapper<Omit<User, 'aiUsage'> & { aiUsage?: Maybe<ResolversTypes['AiUsage']> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AiModel: AiModelModel;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AiModelUsage: Omit<AiModelUsage, 'model'> & { model: ResolversParentTypes['AiModel'] };
  AiUsage: Omit<AiUsage, 'byModel'> & { byModel: Array<ResolversParentTypes['AiModelUsage']> };
  Float: Scalars['Float']['output'];
  Chat: ChatModel;
  ChatConnection: Omit<ChatConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ChatEdge']>, nodes: Array<ResolversParentTypes['Chat']> };
  ChatEdge: Omit<ChatEdge, 'node'> & { node: ResolversParentTypes['Chat'] };
  ChatError: ResolversUnionTypes<ResolversParentTypes>['ChatError'];
  ChatInput: ChatInput;
  ChatMessage: ChatMessage;
  ChatMessageInput: ChatMessageInput;
  ChatPayload: Omit<ChatPayload, 'chat' | 'errors'> & { chat?: Maybe<ResolversParentTypes['Chat']>, errors: Array<ResolversParentTypes['ChatError']> };
  ChatPiece: Omit<ChatPiece, 'chat'> & { chat?: Maybe<ResolversParentTypes['Chat']> };
  DateTime: Scalars['DateTime']['output'];
  EmbedError: ResolversUnionTypes<ResolversParentTypes>['EmbedError'];
  EmbedInput: EmbedInput;
  EmbedPayload: Omit<EmbedPayload, 'errors' | 'model'> & { errors: Array<ResolversParentTypes['EmbedError']>, model?: Maybe<ResolversParentTypes['AiModel']> };
  Embedding: Embedding;
  InvalidInput: InvalidInput;
  ModelUnavailable: ModelUnavailable;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Organization: Omit<Organization, 'aiUsage'> & { aiUsage?: Maybe<ResolversParentTypes['AiUsage']> } | FederationReferenceTypes['Organization'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RegisterModelError: ResolversUnionTypes<ResolversParentTypes>['RegisterModelError'];
  RegisterModelInput: RegisterModelInput;
  RegisterModelPayload: Omit<RegisterModelPayload, 'errors' | 'model'> & { errors: Array<ResolversParentTypes['RegisterModelError']>, model?: Maybe<ResolversParentTypes['AiModel']> };
  Subscription: Record<PropertyKey, never>;
  TokenUsage: TokenUsage;
  User: Omit<User, 'aiUsage'> & { aiUsage?: Maybe<ResolversParentTypes['AiUsage']> } | FederationReferenceTypes['User'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AiModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AiModel'] = ResolversParentTypes['AiModel'], FederationReferenceType extends FederationReferenceTypes['AiModel'] = FederationReferenceTypes['AiModel']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['AiModel']> | FederationReferenceType, FederationReferenceType, ContextType>;
  capabilities?: Resolver<Array<ResolversTypes['AiCapability']>, ParentType, ContextType>;
  contextWindow?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isAvailable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outputPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AiModelUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AiModelUsage'] = ResolversParentTypes['AiModelUsage']> = {
  callCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['AiModel'], ParentType, ContextType>;
};

export type AiUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AiUsage'] = ResolversParentTypes['AiUsage']> = {
  byModel?: Resolver<Array<ResolversTypes['AiModelUsage']>, ParentType, ContextType>;
  callCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  inputTokens?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  outputTokens?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ChatResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Chat'] = ResolversParentTypes['Chat'], FederationReferenceType extends FederationReferenceTypes['Chat'] = FederationReferenceTypes['Chat']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Chat']> | FederationReferenceType, FederationReferenceType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFallback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  messages?: Resolver<Array<ResolversTypes['ChatMessage']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['AiModel']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChatStatus'], ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['TokenUsage']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChatConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatConnection'] = ResolversParentTypes['ChatConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ChatEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Chat']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChatEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatEdge'] = ResolversParentTypes['ChatEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Chat'], ParentType, ContextType>;
};

export type ChatErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatError'] = ResolversParentTypes['ChatError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ChatMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatMessage'] = ResolversParentTypes['ChatMessage']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ChatRole'], ParentType, ContextType>;
};

export type ChatPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatPayload'] = ResolversParentTypes['ChatPayload']> = {
  chat?: Resolver<Maybe<ResolversTypes['Chat']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ChatError']>, ParentType, ContextType>;
};

export type ChatPieceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChatPiece'] = ResolversParentTypes['ChatPiece']> = {
  chat?: Resolver<Maybe<ResolversTypes['Chat']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  delta?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EmbedErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmbedError'] = ResolversParentTypes['EmbedError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ModelUnavailable' | 'NotFound', ParentType, ContextType>;
};

export type EmbedPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmbedPayload'] = ResolversParentTypes['EmbedPayload']> = {
  embeddings?: Resolver<Maybe<Array<ResolversTypes['Embedding']>>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['EmbedError']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['AiModel']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['TokenUsage']>, ParentType, ContextType>;
};

export type EmbeddingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Embedding'] = ResolversParentTypes['Embedding']> = {
  vector?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModelUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelUnavailable'] = ResolversParentTypes['ModelUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  chat?: Resolver<ResolversTypes['ChatPayload'], ParentType, ContextType, RequireFields<MutationChatArgs, 'input'>>;
  embed?: Resolver<ResolversTypes['EmbedPayload'], ParentType, ContextType, RequireFields<MutationEmbedArgs, 'input'>>;
  registerModel?: Resolver<ResolversTypes['RegisterModelPayload'], ParentType, ContextType, RequireFields<MutationRegisterModelArgs, 'input'>>;
  startChat?: Resolver<ResolversTypes['ChatPayload'], ParentType, ContextType, RequireFields<MutationStartChatArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aiUsage?: Resolver<Maybe<ResolversTypes['AiUsage']>, ParentType, ContextType, Partial<OrganizationAiUsageArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  chat?: Resolver<Maybe<ResolversTypes['Chat']>, ParentType, ContextType, RequireFields<QueryChatArgs, 'id'>>;
  chats?: Resolver<Maybe<ResolversTypes['ChatConnection']>, ParentType, ContextType, RequireFields<QueryChatsArgs, 'first'>>;
  models?: Resolver<Array<ResolversTypes['AiModel']>, ParentType, ContextType>;
};

export type RegisterModelErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterModelError'] = ResolversParentTypes['RegisterModelError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type RegisterModelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterModelPayload'] = ResolversParentTypes['RegisterModelPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RegisterModelError']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['AiModel']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  chatStreamed?: SubscriptionResolver<Maybe<ResolversTypes['ChatPiece']>, "chatStreamed", ParentType, ContextType, RequireFields<SubscriptionChatStreamedArgs, 'chatId'>>;
};

export type TokenUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenUsage'] = ResolversParentTypes['TokenUsage']> = {
  cachedInputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  inputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aiUsage?: Resolver<Maybe<ResolversTypes['AiUsage']>, ParentType, ContextType, Partial<UserAiUsageArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ModelUnavailable' | 'NotFound', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AiModel?: AiModelResolvers<ContextType>;
  AiModelUsage?: AiModelUsageResolvers<ContextType>;
  AiUsage?: AiUsageResolvers<ContextType>;
  Chat?: ChatResolvers<ContextType>;
  ChatConnection?: ChatConnectionResolvers<ContextType>;
  ChatEdge?: ChatEdgeResolvers<ContextType>;
  ChatError?: ChatErrorResolvers<ContextType>;
  ChatMessage?: ChatMessageResolvers<ContextType>;
  ChatPayload?: ChatPayloadResolvers<ContextType>;
  ChatPiece?: ChatPieceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EmbedError?: EmbedErrorResolvers<ContextType>;
  EmbedPayload?: EmbedPayloadResolvers<ContextType>;
  Embedding?: EmbeddingResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  ModelUnavailable?: ModelUnavailableResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RegisterModelError?: RegisterModelErrorResolvers<ContextType>;
  RegisterModelPayload?: RegisterModelPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TokenUsage?: TokenUsageResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
