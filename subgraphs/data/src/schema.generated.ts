import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { File as FileModel } from './domain/file.ts';
import type { OrderReference as OrderReferenceModel } from './order-results.ts';
import type { Pipeline as PipelineModel } from './domain/pipeline.ts';
import type { Run as RunModel } from './domain/run.ts';
import type { RunState as RunStateModel } from './run-progress.ts';
import type { Upload as UploadModel } from './domain/upload.ts';
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

/** Groups the mapped rows and measures each group. */
export type AggregateStep = {
  __typename?: 'AggregateStep';
  /** The fields whose values make a group; without any, all rows are one group. */
  groupBy: Array<Scalars['String']['output']>;
  /** What is measured in each group. */
  measures: Array<PipelineMeasure>;
};

/** How the mapped rows are condensed. */
export type AggregateStepInput = {
  /** The fields whose values make a group, at most 10; without any, all rows are one group. */
  groupBy?: Array<Scalars['String']['input']>;
  /** What is measured in each group, from 1 to 50. */
  measures: Array<PipelineMeasureInput>;
};

/** Why a piece is not taken. */
export type AppendUploadError = InvalidInput | NotFound | UploadCompleted | UploadOffsetMismatch;

/** A piece of a file. */
export type AppendUploadInput = {
  /** The piece in base64: at most 512 KiB before the encoding. */
  content: Scalars['String']['input'];
  /** Where the piece begins: the number of bytes before it. */
  offset: Scalars['Int']['input'];
  /** The id of the upload. */
  uploadId: Scalars['ID']['input'];
};

/** The outcome of `appendUpload`. */
export type AppendUploadPayload = {
  __typename?: 'AppendUploadPayload';
  /** Why the piece is not taken; empty on success. */
  errors: Array<AppendUploadError>;
  /** The upload with what has arrived; null when there is none with this id. */
  upload?: Maybe<Upload>;
};

/** Why a pipeline is not archived. */
export type ArchivePipelineError = NotFound;

/** The pipeline to archive. */
export type ArchivePipelineInput = {
  /** The id of the pipeline. */
  pipelineId: Scalars['ID']['input'];
};

/** The outcome of `archivePipeline`. */
export type ArchivePipelinePayload = {
  __typename?: 'ArchivePipelinePayload';
  /** Why nothing is archived; empty on success. */
  errors: Array<ArchivePipelineError>;
  /** The archived pipeline; null when there are errors. */
  pipeline?: Maybe<Pipeline>;
};

/** Who may be given what is held. */
export type CacheControlScope =
  /** Only the caller who asked. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

/** Why a run is not cancelled. */
export type CancelRunError = NotFound | RunFinished;

/** The run to stop. */
export type CancelRunInput = {
  /** The id of the run. */
  runId: Scalars['ID']['input'];
};

/** The outcome of `cancelRun`. */
export type CancelRunPayload = {
  __typename?: 'CancelRunPayload';
  /** Why the run goes on or was finished before; empty on success. */
  errors: Array<CancelRunError>;
  /** The run; null when there is none with this id. */
  run?: Maybe<PipelineRun>;
};

/** The file lacks columns that the pipeline needs. */
export type ColumnsMissing = UserError & {
  __typename?: 'ColumnsMissing';
  /** The columns that are missing. */
  columns: Array<Scalars['String']['output']>;
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why an upload cannot be completed. */
export type CompleteUploadError = NotFound | UnreadableFile | UploadIncomplete;

/** An upload that has arrived. */
export type CompleteUploadInput = {
  /** The SHA-256 of the content in hexadecimal digits, if it is to be checked. */
  sha256?: InputMaybe<Scalars['String']['input']>;
  /** The id of the upload. */
  uploadId: Scalars['ID']['input'];
};

/** The outcome of `completeUpload`. */
export type CompleteUploadPayload = {
  __typename?: 'CompleteUploadPayload';
  /** Why there is no file; empty on success. */
  errors: Array<CompleteUploadError>;
  /** The file; null when there are errors. */
  file?: Maybe<File>;
};

/** Why a pipeline is not created. */
export type CreatePipelineError = InvalidInput;

/** A new pipeline. */
export type CreatePipelineInput = {
  /** A value of your choice, such as a UUID: repeating the request with it creates one pipeline. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the pipeline is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** What it does: at least one step. */
  steps: PipelineStepsInput;
};

/** The outcome of `createPipeline`. */
export type CreatePipelinePayload = {
  __typename?: 'CreatePipelinePayload';
  /** Why there is no pipeline, one error for each wrong part; empty on success. */
  errors: Array<CreatePipelineError>;
  /** The pipeline; null when there are errors. */
  pipeline?: Maybe<Pipeline>;
};

/** A CSV file: UTF-8, a header, and fields separated by commas, semicolons or tabs. */
export type File = {
  __typename?: 'File';
  /** Its size in bytes. */
  byteSize: Scalars['Int']['output'];
  /** The columns that the header names, from left to right. */
  columns: Array<Scalars['String']['output']>;
  /** The media type that was announced. */
  contentType: Scalars['String']['output'];
  /** When the upload was completed. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What the file is called. */
  name: Scalars['String']['output'];
  /** The SHA-256 of its content in hexadecimal digits. */
  sha256: Scalars['String']['output'];
  /** Who uploaded it. */
  uploadedBy?: Maybe<User>;
};

/** A page of files. */
export type FileConnection = {
  __typename?: 'FileConnection';
  /** The files with their cursors. */
  edges: Array<FileEdge>;
  /** The files. */
  nodes: Array<File>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A file in a page. */
export type FileEdge = {
  __typename?: 'FileEdge';
  /** The position of the file in the list. */
  cursor: Scalars['String']['output'];
  /** The file. */
  node: File;
};

/** An input field has a value that is not allowed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** One field of the new row: a column, and what is done to it. */
export type MapField = {
  __typename?: 'MapField';
  /** The column that the value comes from; null when the first transform makes it. */
  from?: Maybe<Scalars['String']['output']>;
  /** What the field is called. */
  to: Scalars['String']['output'];
  /** What is done to the value, in this order. */
  transforms: Array<PipelineTransform>;
};

/** One field of the new row. */
export type MapFieldInput = {
  /** The column that the value comes from. May be left out when the first transform is CONCAT, COALESCE or CONSTANT. */
  from?: InputMaybe<Scalars['String']['input']>;
  /** What the field is called, up to 64 characters. */
  to: Scalars['String']['input'];
  /** What is done to the value, in this order: at most 20. */
  transforms?: Array<PipelineTransformInput>;
};

/** Makes a new row of each row. */
export type MapStep = {
  __typename?: 'MapStep';
  /** The fields of the new row. */
  fields: Array<MapField>;
};

/** What is made of a row. */
export type MapStepInput = {
  /** The fields of the new row, from 1 to 200. */
  fields: Array<MapFieldInput>;
};

/** How a figure is made of the rows of a group. Empty values are not counted in. */
export type MeasureFunction =
  /** The mean of numbers. */
  | 'AVG'
  /** How many rows, or how many values of `field`. */
  | 'COUNT'
  /** How many different values. */
  | 'COUNT_DISTINCT'
  /** The greatest value. */
  | 'MAX'
  /** The least value. */
  | 'MIN'
  /** The sum of numbers. */
  | 'SUM';

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
   * Adds a piece to an upload. A piece whose answer was lost may be sent again at the same offset; after an interruption continue at
   * `Upload.receivedBytes`.
   */
  appendUpload: AppendUploadPayload;
  /** Takes a pipeline out of the list; it cannot be run again, its runs stay. */
  archivePipeline: ArchivePipelinePayload;
  /** Stops a run that has not finished; nothing of it is kept. */
  cancelRun: CancelRunPayload;
  /** Makes a file of an upload: checks that all has arrived and reads the header. Completing a completed upload answers its file. */
  completeUpload: CompleteUploadPayload;
  /** Creates a pipeline. Its steps never change: create another pipeline instead. */
  createPipeline: CreatePipelinePayload;
  /** Starts a run of a pipeline over a file, in the background. Answers at once; follow `runProgressed`. */
  runPipeline: RunPipelinePayload;
  /** Begins the upload of a CSV file; its content follows in pieces with `appendUpload`. */
  startUpload: StartUploadPayload;
};


export type MutationAppendUploadArgs = {
  input: AppendUploadInput;
};


export type MutationArchivePipelineArgs = {
  input: ArchivePipelineInput;
};


export type MutationCancelRunArgs = {
  input: CancelRunInput;
};


export type MutationCompleteUploadArgs = {
  input: CompleteUploadInput;
};


export type MutationCreatePipelineArgs = {
  input: CreatePipelineInput;
};


export type MutationRunPipelineArgs = {
  input: RunPipelineInput;
};


export type MutationStartUploadArgs = {
  input: StartUploadInput;
};

/** The thing that the input names does not exist, or is not yours. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type Order = {
  __typename?: 'Order';
  email?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /**
   * What a pipeline makes of this order when it is read as one row with the columns `name`, `placedAt`, `total` (the amount),
   * `currencyCode` and `email`, empty where the order has none: validated and mapped, not aggregated. Null when your organization has no such pipeline.
   */
  pipelineResult?: Maybe<PipelineRowResult>;
  placedAt: Scalars['DateTime']['output'];
  total: Money;
};


export type OrderPipelineResultArgs = {
  pipelineId: Scalars['ID']['input'];
};

export type Organization = {
  __typename?: 'Organization';
  id: Scalars['ID']['output'];
  /** Its pipelines that are not archived, the newest first. */
  pipelines?: Maybe<PipelineConnection>;
};


export type OrganizationPipelinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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

/** What is done to each row of a file: validate, then map, then aggregate. Each step may be left out. */
export type Pipeline = {
  __typename?: 'Pipeline';
  /** When it was archived; null while it is in use. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Who created it. */
  createdBy?: Maybe<User>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What the pipeline is called. */
  name: Scalars['String']['output'];
  /** Whose pipeline it is. */
  organization?: Maybe<Organization>;
  /** The columns that a file must have to go through it. */
  requiredColumns: Array<Scalars['String']['output']>;
  /** Its runs, the newest first. */
  runs: PipelineRunConnection;
  /** What it does. */
  steps: PipelineSteps;
};


/** What is done to each row of a file: validate, then map, then aggregate. Each step may be left out. */
export type PipelineRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of groups. */
export type PipelineAggregateConnection = {
  __typename?: 'PipelineAggregateConnection';
  /** The page as CSV with a header. A text that a spreadsheet would run as a formula is written with an apostrophe before it. */
  csv: Scalars['String']['output'];
  /** The groups with their cursors. */
  edges: Array<PipelineAggregateEdge>;
  /** The groups: what they are grouped by and their figures, by name. */
  nodes: Array<Scalars['JSON']['output']>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A group in a page. */
export type PipelineAggregateEdge = {
  __typename?: 'PipelineAggregateEdge';
  /** The position of the group in the list. */
  cursor: Scalars['String']['output'];
  /** The group: what it is grouped by and its figures, by name. */
  node: Scalars['JSON']['output'];
};

/** The pipeline has been archived. */
export type PipelineArchived = UserError & {
  __typename?: 'PipelineArchived';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** A page of pipelines. */
export type PipelineConnection = {
  __typename?: 'PipelineConnection';
  /** The pipelines with their cursors. */
  edges: Array<PipelineEdge>;
  /** The pipelines. */
  nodes: Array<Pipeline>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A pipeline in a page. */
export type PipelineEdge = {
  __typename?: 'PipelineEdge';
  /** The position of the pipeline in the list. */
  cursor: Scalars['String']['output'];
  /** The pipeline. */
  node: Pipeline;
};

/** One figure of a group. */
export type PipelineMeasure = {
  __typename?: 'PipelineMeasure';
  /** What the figure is called. */
  as: Scalars['String']['output'];
  /** The field that is measured; null for COUNT of all rows. */
  field?: Maybe<Scalars['String']['output']>;
  /** How the figure is made. */
  function: MeasureFunction;
};

/** One figure of a group. */
export type PipelineMeasureInput = {
  /** What the figure is called, up to 64 characters. */
  as: Scalars['String']['input'];
  /** The field that is measured: a mapped field, or a column when there is no map step. COUNT can do without. */
  field?: InputMaybe<Scalars['String']['input']>;
  /** How the figure is made. */
  function: MeasureFunction;
};

/** A row that came through. */
export type PipelineRow = {
  __typename?: 'PipelineRow';
  /** Its place in the file; 1 is the first row after the header. */
  rowNumber: Scalars['Int']['output'];
  /** Its fields: texts, numbers, booleans, dates as `2026-11-24`, instants as `2026-11-24T09:30:00.000Z`, null when empty. */
  values: Scalars['JSON']['output'];
};

/** A page of rows. */
export type PipelineRowConnection = {
  __typename?: 'PipelineRowConnection';
  /** The page as CSV with a header. A text that a spreadsheet would run as a formula is written with an apostrophe before it. */
  csv: Scalars['String']['output'];
  /** The rows with their cursors. */
  edges: Array<PipelineRowEdge>;
  /** The rows. */
  nodes: Array<PipelineRow>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A row in a page. */
export type PipelineRowEdge = {
  __typename?: 'PipelineRowEdge';
  /** The position of the row in the list. */
  cursor: Scalars['String']['output'];
  /** The row. */
  node: PipelineRow;
};

/** What a pipeline makes of one row. */
export type PipelineRowResult = {
  __typename?: 'PipelineRowResult';
  /** Why the row is rejected; empty when it is not. */
  reasons: Array<RowReason>;
  /** The mapped row; null when the row is rejected. */
  row?: Maybe<Scalars['JSON']['output']>;
};

/** One execution of a pipeline over a file. */
export type PipelineRun = {
  __typename?: 'PipelineRun';
  /** The groups of the aggregate step, ordered by what they are grouped by; null until the run has succeeded, and without such a step. */
  aggregates?: Maybe<PipelineAggregateConnection>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** What it runs over. */
  file: File;
  /** When it succeeded, failed or was cancelled. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What is run. */
  pipeline: Pipeline;
  /** How far it has come. */
  progress: PipelineRunProgress;
  /** The rows that were rejected, in the order of the file; null until the run has succeeded. */
  quarantinedRows?: Maybe<QuarantinedRowConnection>;
  /** Why the run failed; null unless it did. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The rows that came through, in the order of the file; null until the run has succeeded. */
  rows?: Maybe<PipelineRowConnection>;
  /** How many rows came through; null until the run has succeeded. Rows read are rows loaded plus rows quarantined: it is checked. */
  rowsLoaded?: Maybe<Scalars['Int']['output']>;
  /** How many rows were rejected; null until the run has succeeded. */
  rowsQuarantined?: Maybe<Scalars['Int']['output']>;
  /** When work on it began; null while it is queued. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who started it. */
  startedBy?: Maybe<User>;
  /** Where it stands. */
  status: PipelineRunStatus;
};


/** One execution of a pipeline over a file. */
export type PipelineRunAggregatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** One execution of a pipeline over a file. */
export type PipelineRunQuarantinedRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** One execution of a pipeline over a file. */
export type PipelineRunRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of runs. */
export type PipelineRunConnection = {
  __typename?: 'PipelineRunConnection';
  /** The runs with their cursors. */
  edges: Array<PipelineRunEdge>;
  /** The runs. */
  nodes: Array<PipelineRun>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A run in a page. */
export type PipelineRunEdge = {
  __typename?: 'PipelineRunEdge';
  /** The position of the run in the list. */
  cursor: Scalars['String']['output'];
  /** The run. */
  node: PipelineRun;
};

/** What is being done in a run, in this order. */
export type PipelineRunPhase =
  /** Groups are measured. */
  | 'AGGREGATING'
  /** Everything is in its place. */
  | 'DONE'
  /** The file is read and its rows are counted. */
  | 'READING'
  /** Rows are validated and mapped. */
  | 'TRANSFORMING';

/** How far a run has come. */
export type PipelineRunProgress = {
  __typename?: 'PipelineRunProgress';
  /** Bytes of the file that have been read. */
  bytesRead: Scalars['Int']['output'];
  /** The size of the file. */
  bytesTotal: Scalars['Int']['output'];
  /** What is being done; null while the run is queued. */
  phase?: Maybe<PipelineRunPhase>;
  /** Rows that have been read. */
  rowsRead: Scalars['Int']['output'];
};

/** Where a run stands. */
export type PipelineRunStatus =
  /** Stopped on request. */
  | 'CANCELLED'
  /** Finished without results; `reason` says why. */
  | 'FAILED'
  /** Waits for its turn. */
  | 'QUEUED'
  /** Is being worked on. */
  | 'RUNNING'
  /** Finished: its results can be read. */
  | 'SUCCEEDED';

/** The steps of a pipeline, in their order. */
export type PipelineSteps = {
  __typename?: 'PipelineSteps';
  /** Condenses the mapped rows; null when nothing is condensed. */
  aggregate?: Maybe<AggregateStep>;
  /** Makes new rows; null when rows stay as they are. */
  map?: Maybe<MapStep>;
  /** Rejects rows; null when every row is good. */
  validate?: Maybe<ValidateStep>;
};

/** The steps of a pipeline: they run in the order validate, map, aggregate. */
export type PipelineStepsInput = {
  /** How the mapped rows are condensed. */
  aggregate?: InputMaybe<AggregateStepInput>;
  /** What is made of a row. */
  map?: InputMaybe<MapStepInput>;
  /** Which rows are rejected. */
  validate?: InputMaybe<ValidateStepInput>;
};

/** Something that is done to a value. */
export type PipelineTransform = {
  __typename?: 'PipelineTransform';
  /** CONCAT and COALESCE: the columns that are taken in. */
  columns?: Maybe<Array<Scalars['String']['output']>>;
  /** ROUND: how many digits stay after the decimal point. */
  digits?: Maybe<Scalars['Int']['output']>;
  /** DATE and DATE_TIME: how the text is written. */
  format?: Maybe<Scalars['String']['output']>;
  /** What is done. */
  kind: TransformKind;
  /** CONCAT: what stands between the values. */
  separator?: Maybe<Scalars['String']['output']>;
  /** TRUNCATE: to the beginning of what. */
  unit?: Maybe<TruncateUnit>;
  /** REMOVE, CONSTANT and DEFAULT: the value. */
  value?: Maybe<Scalars['String']['output']>;
};

/** Something that is done to a value. An argument is given exactly with the kinds that its description names. */
export type PipelineTransformInput = {
  /** CONCAT and COALESCE: the columns that are taken in, from 1 to 20; for COALESCE all are of the type that the field has there. */
  columns?: InputMaybe<Array<Scalars['String']['input']>>;
  /** ROUND: how many digits stay after the decimal point, from 0 to 10. */
  digits?: InputMaybe<Scalars['Int']['input']>;
  /**
   * DATE and DATE_TIME: how the text is written, if it is not ISO 8601: `%Y` year, `%m` month, `%d` day, `%b` and `%B` English names of
   * months, `%y` year of two digits, `%H` hour, `%M` minute, `%S` second, `%z` offset, such as `%Y/%m/%d`; other characters stand for themselves.
   */
  format?: InputMaybe<Scalars['String']['input']>;
  /** What is done. */
  kind: TransformKind;
  /** CONCAT: what stands between the values, up to 100 characters; nothing by default. */
  separator?: InputMaybe<Scalars['String']['input']>;
  /** TRUNCATE: to the beginning of what. */
  unit?: InputMaybe<TruncateUnit>;
  /** REMOVE, CONSTANT and DEFAULT: the value, up to 1,000 characters; for DEFAULT it is of the type that the field has there. */
  value?: InputMaybe<Scalars['String']['input']>;
};

/** A row that was rejected. */
export type QuarantinedRow = {
  __typename?: 'QuarantinedRow';
  /** The row as it is written in the file, up to 65,536 bytes of it. */
  raw: Scalars['String']['output'];
  /** What is wrong with it. */
  reasons: Array<RowReason>;
  /** Its place in the file; 1 is the first row after the header. */
  rowNumber: Scalars['Int']['output'];
};

/** A page of rejected rows. */
export type QuarantinedRowConnection = {
  __typename?: 'QuarantinedRowConnection';
  /** The rows with their cursors. */
  edges: Array<QuarantinedRowEdge>;
  /** The rows. */
  nodes: Array<QuarantinedRow>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A rejected row in a page. */
export type QuarantinedRowEdge = {
  __typename?: 'QuarantinedRowEdge';
  /** The position of the row in the list. */
  cursor: Scalars['String']['output'];
  /** The row. */
  node: QuarantinedRow;
};

export type Query = {
  __typename?: 'Query';
  /** An uploaded file; null when there is none with this id in your organization. */
  file?: Maybe<File>;
  /** The files of your organization, the newest first. */
  files: FileConnection;
  /** A pipeline; null when there is none with this id in your organization. */
  pipeline?: Maybe<Pipeline>;
  /** A run of a pipeline; null when there is none with this id in your organization. */
  pipelineRun?: Maybe<PipelineRun>;
  /** The pipelines of your organization that are not archived, the newest first. */
  pipelines: PipelineConnection;
};


export type QueryFileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryPipelineArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPipelineRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPipelinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** One thing that is wrong with a row. */
export type RowReason = {
  __typename?: 'RowReason';
  /** What is wrong. */
  message: Scalars['String']['output'];
  /** The column, or the field that is made of it; null when it is the row as a whole. */
  path?: Maybe<Scalars['String']['output']>;
};

/** The run had finished before. */
export type RunFinished = UserError & {
  __typename?: 'RunFinished';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a pipeline does not run. */
export type RunPipelineError = ColumnsMissing | NotFound | PipelineArchived;

/** What to run. */
export type RunPipelineInput = {
  /** The id of the file. */
  fileId: Scalars['ID']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it starts one run. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of the pipeline. */
  pipelineId: Scalars['ID']['input'];
};

/** The outcome of `runPipeline`. */
export type RunPipelinePayload = {
  __typename?: 'RunPipelinePayload';
  /** Why nothing runs; empty on success. */
  errors: Array<RunPipelineError>;
  /** The run; null when there are errors. */
  run?: Maybe<PipelineRun>;
};

/** A state of a run. */
export type RunProgressed = {
  __typename?: 'RunProgressed';
  /** Which state it is: pass it as `after` to continue behind it. */
  cursor: Scalars['String']['output'];
  /** The run as it is now. */
  run: PipelineRun;
};

/** Why no upload begins. */
export type StartUploadError = InvalidInput;

/** A file to come. */
export type StartUploadInput = {
  /** Its size in bytes, if it is known: `completeUpload` checks it. */
  byteSize?: InputMaybe<Scalars['Int']['input']>;
  /** Its media type: `text/csv`, or `application/vnd.ms-excel` and `text/plain`, as some browsers say. */
  contentType: Scalars['String']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it starts one upload. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the file is called, up to 255 characters. */
  name: Scalars['String']['input'];
};

/** The outcome of `startUpload`. */
export type StartUploadPayload = {
  __typename?: 'StartUploadPayload';
  /** Why no upload begins; empty on success. */
  errors: Array<StartUploadError>;
  /** The upload; null when there are errors. */
  upload?: Maybe<Upload>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * How a run gets on: its present state at once, then each change, until it has finished. A slow reader gets the newest state and skips
   * states in between.
   */
  runProgressed: RunProgressed;
};


export type SubscriptionRunProgressedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  runId: Scalars['ID']['input'];
};

/** What is done to a value. An empty value stays empty, except by COALESCE, CONCAT, CONSTANT and DEFAULT. */
export type TransformKind =
  /** Takes the first of the value and those of `columns` that is not empty. */
  | 'COALESCE'
  /** Joins the value and those of `columns`, with `separator` in between; empty ones are left out. */
  | 'CONCAT'
  /** Replaces the value by `value`. */
  | 'CONSTANT'
  /** Reads a text as a date, `2026-11-24` or as `format` says. A row whose text is none is quarantined. */
  | 'DATE'
  /** Reads a text as an instant, `2026-11-24T09:30:00Z` or as `format` says; without an offset it is UTC. A row whose text is none is quarantined. */
  | 'DATE_TIME'
  /** Replaces an empty value by `value`. */
  | 'DEFAULT'
  /** Makes full-width Latin letters, digits and signs in a text half-width, as in `１２３` to `123`. */
  | 'HALF_WIDTH'
  /** Writes a text in small letters. */
  | 'LOWER'
  /** Reads a text as a number: below 10^15, rounded to 10 decimals. A row whose text is none is quarantined. */
  | 'NUMBER'
  /** Removes `value` from a text, wherever it stands. */
  | 'REMOVE'
  /** Rounds a number to `digits` after the decimal point, halves away from zero. */
  | 'ROUND'
  /** Writes a value of another type as a text. */
  | 'TEXT'
  /** Removes white space on both sides of a text. */
  | 'TRIM'
  /** Sets a date or an instant to the beginning of its `unit`, in UTC; gives a date. */
  | 'TRUNCATE'
  /** Writes a text in capital letters. */
  | 'UPPER';

/** To the beginning of what a date is set. */
export type TruncateUnit =
  /** Midnight. */
  | 'DAY'
  /** The first of the month. */
  | 'MONTH'
  /** The first of January, April, July or October. */
  | 'QUARTER'
  /** Monday. */
  | 'WEEK'
  /** The first of January. */
  | 'YEAR';

/** The file is no CSV that can be read. */
export type UnreadableFile = UserError & {
  __typename?: 'UnreadableFile';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The content of a CSV file on its way here. */
export type Upload = {
  __typename?: 'Upload';
  /** How many bytes were announced; null when none were. */
  byteSize?: Maybe<Scalars['Int']['output']>;
  /** When the upload began. One that is not completed within a day is deleted. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What the file is called. */
  name: Scalars['String']['output'];
  /** How many bytes have arrived: the offset of the next piece. */
  receivedBytes: Scalars['Int']['output'];
};

/** The upload has become a file already: nothing can be added. */
export type UploadCompleted = UserError & {
  __typename?: 'UploadCompleted';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** What has arrived is not what was announced. */
export type UploadIncomplete = UserError & {
  __typename?: 'UploadIncomplete';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The piece does not begin where the last one ended, or differs from what arrived at this offset before. */
export type UploadOffsetMismatch = UserError & {
  __typename?: 'UploadOffsetMismatch';
  /** Where the next piece has to begin. */
  expectedOffset: Scalars['Int']['output'];
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};

/** Why a mutation was refused, in words that can be shown to a user. */
export type UserError = {
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Rejects the rows that a JSON Schema rejects. */
export type ValidateStep = {
  __typename?: 'ValidateStep';
  /** The JSON Schema of a row. */
  schema: Scalars['JSON']['output'];
};

/** Which rows are rejected. */
export type ValidateStepInput = {
  /**
   * A JSON Schema (2020-12) of a row: an object with the columns as properties. An empty cell is an absent property, or null where the
   * property's type allows null. A cell is read as the `type` of its property says. Keywords: `type`, `properties`, `required`,
   * `additionalProperties`, `dependentRequired`, `enum`, `const`, `minLength`, `maxLength`, `pattern` (without look-around and
   * back-references), `format` (`date`, `date-time`, `email`, `uuid`, `ipv4`), `minimum`, `maximum`, `exclusiveMinimum`,
   * `exclusiveMaximum`, `multipleOf`, `allOf`, `anyOf`, `oneOf`, `not`, `if`, `then`, `else`, and annotations.
   */
  schema: Scalars['JSON']['input'];
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
  File: File;
  Order: Order;
  Organization: Organization;
  Pipeline: Pipeline;
  PipelineRun: PipelineRun;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  File:
    ( { __typename: 'File' }
    & GraphQLRecursivePick<FederationTypes['File'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Order'], {"name":true,"placedAt":true,"total":{"amount":true,"currencyCode":true},"email":true}> ) );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
  Pipeline:
    ( { __typename: 'Pipeline' }
    & GraphQLRecursivePick<FederationTypes['Pipeline'], {"id":true}> );
  PipelineRun:
    ( { __typename: 'PipelineRun' }
    & GraphQLRecursivePick<FederationTypes['PipelineRun'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AppendUploadError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( UploadCompleted & { __typename: 'UploadCompleted' } )
    | ( UploadOffsetMismatch & { __typename: 'UploadOffsetMismatch' } )
  ;
  ArchivePipelineError: ( NotFound & { __typename: 'NotFound' } );
  CancelRunError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( RunFinished & { __typename: 'RunFinished' } )
  ;
  CompleteUploadError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( UnreadableFile & { __typename: 'UnreadableFile' } )
    | ( UploadIncomplete & { __typename: 'UploadIncomplete' } )
  ;
  CreatePipelineError: ( InvalidInput & { __typename: 'InvalidInput' } );
  RunPipelineError:
    | ( ColumnsMissing & { __typename: 'ColumnsMissing' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PipelineArchived & { __typename: 'PipelineArchived' } )
  ;
  StartUploadError: ( InvalidInput & { __typename: 'InvalidInput' } );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( ColumnsMissing )
    | ( InvalidInput )
    | ( NotFound )
    | ( PipelineArchived )
    | ( RunFinished )
    | ( UnreadableFile )
    | ( UploadCompleted )
    | ( UploadIncomplete )
    | ( UploadOffsetMismatch )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AggregateStep: ResolverTypeWrapper<AggregateStep>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AggregateStepInput: AggregateStepInput;
  AppendUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AppendUploadError']>;
  AppendUploadInput: AppendUploadInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AppendUploadPayload: ResolverTypeWrapper<Omit<AppendUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversTypes['AppendUploadError']>, upload?: Maybe<ResolversTypes['Upload']> }>;
  ArchivePipelineError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchivePipelineError']>;
  ArchivePipelineInput: ArchivePipelineInput;
  ArchivePipelinePayload: ResolverTypeWrapper<Omit<ArchivePipelinePayload, 'errors' | 'pipeline'> & { errors: Array<ResolversTypes['ArchivePipelineError']>, pipeline?: Maybe<ResolversTypes['Pipeline']> }>;
  CacheControlScope: CacheControlScope;
  CancelRunError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelRunError']>;
  CancelRunInput: CancelRunInput;
  CancelRunPayload: ResolverTypeWrapper<Omit<CancelRunPayload, 'errors' | 'run'> & { errors: Array<ResolversTypes['CancelRunError']>, run?: Maybe<ResolversTypes['PipelineRun']> }>;
  ColumnsMissing: ResolverTypeWrapper<ColumnsMissing>;
  CompleteUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteUploadError']>;
  CompleteUploadInput: CompleteUploadInput;
  CompleteUploadPayload: ResolverTypeWrapper<Omit<CompleteUploadPayload, 'errors' | 'file'> & { errors: Array<ResolversTypes['CompleteUploadError']>, file?: Maybe<ResolversTypes['File']> }>;
  CreatePipelineError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreatePipelineError']>;
  CreatePipelineInput: CreatePipelineInput;
  CreatePipelinePayload: ResolverTypeWrapper<Omit<CreatePipelinePayload, 'errors' | 'pipeline'> & { errors: Array<ResolversTypes['CreatePipelineError']>, pipeline?: Maybe<ResolversTypes['Pipeline']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  File: ResolverTypeWrapper<FileModel>;
  FileConnection: ResolverTypeWrapper<Omit<FileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FileEdge']>, nodes: Array<ResolversTypes['File']> }>;
  FileEdge: ResolverTypeWrapper<Omit<FileEdge, 'node'> & { node: ResolversTypes['File'] }>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MapField: ResolverTypeWrapper<MapField>;
  MapFieldInput: MapFieldInput;
  MapStep: ResolverTypeWrapper<MapStep>;
  MapStepInput: MapStepInput;
  MeasureFunction: MeasureFunction;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Order: ResolverTypeWrapper<OrderReferenceModel>;
  Organization: ResolverTypeWrapper<Omit<Organization, 'pipelines'> & { pipelines?: Maybe<ResolversTypes['PipelineConnection']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Pipeline: ResolverTypeWrapper<PipelineModel>;
  PipelineAggregateConnection: ResolverTypeWrapper<PipelineAggregateConnection>;
  PipelineAggregateEdge: ResolverTypeWrapper<PipelineAggregateEdge>;
  PipelineArchived: ResolverTypeWrapper<PipelineArchived>;
  PipelineConnection: ResolverTypeWrapper<Omit<PipelineConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineEdge']>, nodes: Array<ResolversTypes['Pipeline']> }>;
  PipelineEdge: ResolverTypeWrapper<Omit<PipelineEdge, 'node'> & { node: ResolversTypes['Pipeline'] }>;
  PipelineMeasure: ResolverTypeWrapper<PipelineMeasure>;
  PipelineMeasureInput: PipelineMeasureInput;
  PipelineRow: ResolverTypeWrapper<PipelineRow>;
  PipelineRowConnection: ResolverTypeWrapper<PipelineRowConnection>;
  PipelineRowEdge: ResolverTypeWrapper<PipelineRowEdge>;
  PipelineRowResult: ResolverTypeWrapper<PipelineRowResult>;
  PipelineRun: ResolverTypeWrapper<RunModel>;
  PipelineRunConnection: ResolverTypeWrapper<Omit<PipelineRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineRunEdge']>, nodes: Array<ResolversTypes['PipelineRun']> }>;
  PipelineRunEdge: ResolverTypeWrapper<Omit<PipelineRunEdge, 'node'> & { node: ResolversTypes['PipelineRun'] }>;
  PipelineRunPhase: PipelineRunPhase;
  PipelineRunProgress: ResolverTypeWrapper<PipelineRunProgress>;
  PipelineRunStatus: PipelineRunStatus;
  PipelineSteps: ResolverTypeWrapper<PipelineSteps>;
  PipelineStepsInput: PipelineStepsInput;
  PipelineTransform: ResolverTypeWrapper<PipelineTransform>;
  PipelineTransformInput: PipelineTransformInput;
  QuarantinedRow: ResolverTypeWrapper<QuarantinedRow>;
  QuarantinedRowConnection: ResolverTypeWrapper<QuarantinedRowConnection>;
  QuarantinedRowEdge: ResolverTypeWrapper<QuarantinedRowEdge>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RowReason: ResolverTypeWrapper<RowReason>;
  RunFinished: ResolverTypeWrapper<RunFinished>;
  RunPipelineError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RunPipelineError']>;
  RunPipelineInput: RunPipelineInput;
  RunPipelinePayload: ResolverTypeWrapper<Omit<RunPipelinePayload, 'errors' | 'run'> & { errors: Array<ResolversTypes['RunPipelineError']>, run?: Maybe<ResolversTypes['PipelineRun']> }>;
  RunProgressed: ResolverTypeWrapper<RunStateModel>;
  StartUploadError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartUploadError']>;
  StartUploadInput: StartUploadInput;
  StartUploadPayload: ResolverTypeWrapper<Omit<StartUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversTypes['StartUploadError']>, upload?: Maybe<ResolversTypes['Upload']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TransformKind: TransformKind;
  TruncateUnit: TruncateUnit;
  UnreadableFile: ResolverTypeWrapper<UnreadableFile>;
  Upload: ResolverTypeWrapper<UploadModel>;
  UploadCompleted: ResolverTypeWrapper<UploadCompleted>;
  UploadIncomplete: ResolverTypeWrapper<UploadIncomplete>;
  UploadOffsetMismatch: ResolverTypeWrapper<UploadOffsetMismatch>;
  User: ResolverTypeWrapper<User>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  ValidateStep: ResolverTypeWrapper<ValidateStep>;
  ValidateStepInput: ValidateStepInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AggregateStep: AggregateStep;
  String: Scalars['String']['output'];
  AggregateStepInput: AggregateStepInput;
  AppendUploadError: ResolversUnionTypes<ResolversParentTypes>['AppendUploadError'];
  AppendUploadInput: AppendUploadInput;
  ID: Scalars['ID']['output'];
  AppendUploadPayload: Omit<AppendUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversParentTypes['AppendUploadError']>, upload?: Maybe<ResolversParentTypes['Upload']> };
  ArchivePipelineError: ResolversUnionTypes<ResolversParentTypes>['ArchivePipelineError'];
  ArchivePipelineInput: ArchivePipelineInput;
  ArchivePipelinePayload: Omit<ArchivePipelinePayload, 'errors' | 'pipeline'> & { errors: Array<ResolversParentTypes['ArchivePipelineError']>, pipeline?: Maybe<ResolversParentTypes['Pipeline']> };
  CancelRunError: ResolversUnionTypes<ResolversParentTypes>['CancelRunError'];
  CancelRunInput: CancelRunInput;
  CancelRunPayload: Omit<CancelRunPayload, 'errors' | 'run'> & { errors: Array<ResolversParentTypes['CancelRunError']>, run?: Maybe<ResolversParentTypes['PipelineRun']> };
  ColumnsMissing: ColumnsMissing;
  CompleteUploadError: ResolversUnionTypes<ResolversParentTypes>['CompleteUploadError'];
  CompleteUploadInput: CompleteUploadInput;
  CompleteUploadPayload: Omit<CompleteUploadPayload, 'errors' | 'file'> & { errors: Array<ResolversParentTypes['CompleteUploadError']>, file?: Maybe<ResolversParentTypes['File']> };
  CreatePipelineError: ResolversUnionTypes<ResolversParentTypes>['CreatePipelineError'];
  CreatePipelineInput: CreatePipelineInput;
  CreatePipelinePayload: Omit<CreatePipelinePayload, 'errors' | 'pipeline'> & { errors: Array<ResolversParentTypes['CreatePipelineError']>, pipeline?: Maybe<ResolversParentTypes['Pipeline']> };
  DateTime: Scalars['DateTime']['output'];
  File: FileModel;
  FileConnection: Omit<FileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FileEdge']>, nodes: Array<ResolversParentTypes['File']> };
  FileEdge: Omit<FileEdge, 'node'> & { node: ResolversParentTypes['File'] };
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  MapField: MapField;
  MapFieldInput: MapFieldInput;
  MapStep: MapStep;
  MapStepInput: MapStepInput;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Order: OrderReferenceModel;
  Organization: Omit<Organization, 'pipelines'> & { pipelines?: Maybe<ResolversParentTypes['PipelineConnection']> } | FederationReferenceTypes['Organization'];
  PageInfo: PageInfo;
  Pipeline: PipelineModel;
  PipelineAggregateConnection: PipelineAggregateConnection;
  PipelineAggregateEdge: PipelineAggregateEdge;
  PipelineArchived: PipelineArchived;
  PipelineConnection: Omit<PipelineConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineEdge']>, nodes: Array<ResolversParentTypes['Pipeline']> };
  PipelineEdge: Omit<PipelineEdge, 'node'> & { node: ResolversParentTypes['Pipeline'] };
  PipelineMeasure: PipelineMeasure;
  PipelineMeasureInput: PipelineMeasureInput;
  PipelineRow: PipelineRow;
  PipelineRowConnection: PipelineRowConnection;
  PipelineRowEdge: PipelineRowEdge;
  PipelineRowResult: PipelineRowResult;
  PipelineRun: RunModel;
  PipelineRunConnection: Omit<PipelineRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineRunEdge']>, nodes: Array<ResolversParentTypes['PipelineRun']> };
  PipelineRunEdge: Omit<PipelineRunEdge, 'node'> & { node: ResolversParentTypes['PipelineRun'] };
  PipelineRunProgress: PipelineRunProgress;
  PipelineSteps: PipelineSteps;
  PipelineStepsInput: PipelineStepsInput;
  PipelineTransform: PipelineTransform;
  PipelineTransformInput: PipelineTransformInput;
  QuarantinedRow: QuarantinedRow;
  QuarantinedRowConnection: QuarantinedRowConnection;
  QuarantinedRowEdge: QuarantinedRowEdge;
  Query: Record<PropertyKey, never>;
  RowReason: RowReason;
  RunFinished: RunFinished;
  RunPipelineError: ResolversUnionTypes<ResolversParentTypes>['RunPipelineError'];
  RunPipelineInput: RunPipelineInput;
  RunPipelinePayload: Omit<RunPipelinePayload, 'errors' | 'run'> & { errors: Array<ResolversParentTypes['RunPipelineError']>, run?: Maybe<ResolversParentTypes['PipelineRun']> };
  RunProgressed: RunStateModel;
  StartUploadError: ResolversUnionTypes<ResolversParentTypes>['StartUploadError'];
  StartUploadInput: StartUploadInput;
  StartUploadPayload: Omit<StartUploadPayload, 'errors' | 'upload'> & { errors: Array<ResolversParentTypes['StartUploadError']>, upload?: Maybe<ResolversParentTypes['Upload']> };
  Subscription: Record<PropertyKey, never>;
  UnreadableFile: UnreadableFile;
  Upload: UploadModel;
  UploadCompleted: UploadCompleted;
  UploadIncomplete: UploadIncomplete;
  UploadOffsetMismatch: UploadOffsetMismatch;
  User: User;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  ValidateStep: ValidateStep;
  ValidateStepInput: ValidateStepInput;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AggregateStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AggregateStep'] = ResolversParentTypes['AggregateStep']> = {
  groupBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  measures?: Resolver<Array<ResolversTypes['PipelineMeasure']>, ParentType, ContextType>;
};

export type AppendUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppendUploadError'] = ResolversParentTypes['AppendUploadError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound' | 'UploadCompleted' | 'UploadOffsetMismatch', ParentType, ContextType>;
};

export type AppendUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppendUploadPayload'] = ResolversParentTypes['AppendUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['AppendUploadError']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
};

export type ArchivePipelineErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchivePipelineError'] = ResolversParentTypes['ArchivePipelineError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type ArchivePipelinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchivePipelinePayload'] = ResolversParentTypes['ArchivePipelinePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ArchivePipelineError']>, ParentType, ContextType>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
};

export type CancelRunErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelRunError'] = ResolversParentTypes['CancelRunError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'RunFinished', ParentType, ContextType>;
};

export type CancelRunPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelRunPayload'] = ResolversParentTypes['CancelRunPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CancelRunError']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
};

export type ColumnsMissingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnsMissing'] = ResolversParentTypes['ColumnsMissing']> = {
  columns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompleteUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteUploadError'] = ResolversParentTypes['CompleteUploadError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'UnreadableFile' | 'UploadIncomplete', ParentType, ContextType>;
};

export type CompleteUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteUploadPayload'] = ResolversParentTypes['CompleteUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CompleteUploadError']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
};

export type CreatePipelineErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatePipelineError'] = ResolversParentTypes['CreatePipelineError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type CreatePipelinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatePipelinePayload'] = ResolversParentTypes['CreatePipelinePayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreatePipelineError']>, ParentType, ContextType>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File'], FederationReferenceType extends FederationReferenceTypes['File'] = FederationReferenceTypes['File']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['File']> | FederationReferenceType, FederationReferenceType, ContextType>;
  byteSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  columns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uploadedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type FileConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileConnection'] = ResolversParentTypes['FileConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['File']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FileEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileEdge'] = ResolversParentTypes['FileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MapFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MapField'] = ResolversParentTypes['MapField']> = {
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transforms?: Resolver<Array<ResolversTypes['PipelineTransform']>, ParentType, ContextType>;
};

export type MapStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MapStep'] = ResolversParentTypes['MapStep']> = {
  fields?: Resolver<Array<ResolversTypes['MapField']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  appendUpload?: Resolver<ResolversTypes['AppendUploadPayload'], ParentType, ContextType, RequireFields<MutationAppendUploadArgs, 'input'>>;
  archivePipeline?: Resolver<ResolversTypes['ArchivePipelinePayload'], ParentType, ContextType, RequireFields<MutationArchivePipelineArgs, 'input'>>;
  cancelRun?: Resolver<ResolversTypes['CancelRunPayload'], ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'input'>>;
  completeUpload?: Resolver<ResolversTypes['CompleteUploadPayload'], ParentType, ContextType, RequireFields<MutationCompleteUploadArgs, 'input'>>;
  createPipeline?: Resolver<ResolversTypes['CreatePipelinePayload'], ParentType, ContextType, RequireFields<MutationCreatePipelineArgs, 'input'>>;
  runPipeline?: Resolver<ResolversTypes['RunPipelinePayload'], ParentType, ContextType, RequireFields<MutationRunPipelineArgs, 'input'>>;
  startUpload?: Resolver<ResolversTypes['StartUploadPayload'], ParentType, ContextType, RequireFields<MutationStartUploadArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pipelineResult?: Resolver<Maybe<ResolversTypes['PipelineRowResult']>, ParentType, ContextType, RequireFields<OrderPipelineResultArgs, 'pipelineId'>>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pipelines?: Resolver<Maybe<ResolversTypes['PipelineConnection']>, ParentType, ContextType, RequireFields<OrganizationPipelinesArgs, 'first'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PipelineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Pipeline'] = ResolversParentTypes['Pipeline'], FederationReferenceType extends FederationReferenceTypes['Pipeline'] = FederationReferenceTypes['Pipeline']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pipeline']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  requiredColumns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['PipelineRunConnection'], ParentType, ContextType, RequireFields<PipelineRunsArgs, 'first'>>;
  steps?: Resolver<ResolversTypes['PipelineSteps'], ParentType, ContextType>;
};

export type PipelineAggregateConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineAggregateConnection'] = ResolversParentTypes['PipelineAggregateConnection']> = {
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PipelineAggregateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['JSON']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineAggregateEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineAggregateEdge'] = ResolversParentTypes['PipelineAggregateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type PipelineArchivedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineArchived'] = ResolversParentTypes['PipelineArchived']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PipelineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineConnection'] = ResolversParentTypes['PipelineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineEdge'] = ResolversParentTypes['PipelineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType>;
};

export type PipelineMeasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineMeasure'] = ResolversParentTypes['PipelineMeasure']> = {
  as?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  function?: Resolver<ResolversTypes['MeasureFunction'], ParentType, ContextType>;
};

export type PipelineRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRow'] = ResolversParentTypes['PipelineRow']> = {
  rowNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type PipelineRowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRowConnection'] = ResolversParentTypes['PipelineRowConnection']> = {
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PipelineRowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PipelineRow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineRowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRowEdge'] = ResolversParentTypes['PipelineRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PipelineRow'], ParentType, ContextType>;
};

export type PipelineRowResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRowResult'] = ResolversParentTypes['PipelineRowResult']> = {
  reasons?: Resolver<Array<ResolversTypes['RowReason']>, ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type PipelineRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRun'] = ResolversParentTypes['PipelineRun'], FederationReferenceType extends FederationReferenceTypes['PipelineRun'] = FederationReferenceTypes['PipelineRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PipelineRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aggregates?: Resolver<Maybe<ResolversTypes['PipelineAggregateConnection']>, ParentType, ContextType, RequireFields<PipelineRunAggregatesArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pipeline?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['PipelineRunProgress'], ParentType, ContextType>;
  quarantinedRows?: Resolver<Maybe<ResolversTypes['QuarantinedRowConnection']>, ParentType, ContextType, RequireFields<PipelineRunQuarantinedRowsArgs, 'first'>>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['PipelineRowConnection']>, ParentType, ContextType, RequireFields<PipelineRunRowsArgs, 'first'>>;
  rowsLoaded?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rowsQuarantined?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PipelineRunStatus'], ParentType, ContextType>;
};

export type PipelineRunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRunConnection'] = ResolversParentTypes['PipelineRunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineRunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRunEdge'] = ResolversParentTypes['PipelineRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType>;
};

export type PipelineRunProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRunProgress'] = ResolversParentTypes['PipelineRunProgress']> = {
  bytesRead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bytesTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phase?: Resolver<Maybe<ResolversTypes['PipelineRunPhase']>, ParentType, ContextType>;
  rowsRead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PipelineStepsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineSteps'] = ResolversParentTypes['PipelineSteps']> = {
  aggregate?: Resolver<Maybe<ResolversTypes['AggregateStep']>, ParentType, ContextType>;
  map?: Resolver<Maybe<ResolversTypes['MapStep']>, ParentType, ContextType>;
  validate?: Resolver<Maybe<ResolversTypes['ValidateStep']>, ParentType, ContextType>;
};

export type PipelineTransformResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineTransform'] = ResolversParentTypes['PipelineTransform']> = {
  columns?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  digits?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransformKind'], ParentType, ContextType>;
  separator?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['TruncateUnit']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuarantinedRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuarantinedRow'] = ResolversParentTypes['QuarantinedRow']> = {
  raw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['RowReason']>, ParentType, ContextType>;
  rowNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantinedRowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuarantinedRowConnection'] = ResolversParentTypes['QuarantinedRowConnection']> = {
  edges?: Resolver<Array<ResolversTypes['QuarantinedRowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['QuarantinedRow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type QuarantinedRowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuarantinedRowEdge'] = ResolversParentTypes['QuarantinedRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantinedRow'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType, RequireFields<QueryFileArgs, 'id'>>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<QueryFilesArgs, 'first'>>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType, RequireFields<QueryPipelineArgs, 'id'>>;
  pipelineRun?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType, RequireFields<QueryPipelineRunArgs, 'id'>>;
  pipelines?: Resolver<ResolversTypes['PipelineConnection'], ParentType, ContextType, RequireFields<QueryPipelinesArgs, 'first'>>;
};

export type RowReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RowReason'] = ResolversParentTypes['RowReason']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunFinished'] = ResolversParentTypes['RunFinished']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunPipelineErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunPipelineError'] = ResolversParentTypes['RunPipelineError']> = {
  __resolveType: TypeResolveFn<'ColumnsMissing' | 'NotFound' | 'PipelineArchived', ParentType, ContextType>;
};

export type RunPipelinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunPipelinePayload'] = ResolversParentTypes['RunPipelinePayload']> = {
  errors?: Resolver<Array<ResolversTypes['RunPipelineError']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
};

export type RunProgressedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunProgressed'] = ResolversParentTypes['RunProgressed']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType>;
};

export type StartUploadErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartUploadError'] = ResolversParentTypes['StartUploadError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type StartUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartUploadPayload'] = ResolversParentTypes['StartUploadPayload']> = {
  errors?: Resolver<Array<ResolversTypes['StartUploadError']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  runProgressed?: SubscriptionResolver<ResolversTypes['RunProgressed'], "runProgressed", ParentType, ContextType, RequireFields<SubscriptionRunProgressedArgs, 'runId'>>;
};

export type UnreadableFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnreadableFile'] = ResolversParentTypes['UnreadableFile']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  byteSize?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UploadCompletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadCompleted'] = ResolversParentTypes['UploadCompleted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UploadIncompleteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadIncomplete'] = ResolversParentTypes['UploadIncomplete']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UploadOffsetMismatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadOffsetMismatch'] = ResolversParentTypes['UploadOffsetMismatch']> = {
  expectedOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ColumnsMissing' | 'InvalidInput' | 'NotFound' | 'PipelineArchived' | 'RunFinished' | 'UnreadableFile' | 'UploadCompleted' | 'UploadIncomplete' | 'UploadOffsetMismatch', ParentType, ContextType>;
};

export type ValidateStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ValidateStep'] = ResolversParentTypes['ValidateStep']> = {
  schema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AggregateStep?: AggregateStepResolvers<ContextType>;
  AppendUploadError?: AppendUploadErrorResolvers<ContextType>;
  AppendUploadPayload?: AppendUploadPayloadResolvers<ContextType>;
  ArchivePipelineError?: ArchivePipelineErrorResolvers<ContextType>;
  ArchivePipelinePayload?: ArchivePipelinePayloadResolvers<ContextType>;
  CancelRunError?: CancelRunErrorResolvers<ContextType>;
  CancelRunPayload?: CancelRunPayloadResolvers<ContextType>;
  ColumnsMissing?: ColumnsMissingResolvers<ContextType>;
  CompleteUploadError?: CompleteUploadErrorResolvers<ContextType>;
  CompleteUploadPayload?: CompleteUploadPayloadResolvers<ContextType>;
  CreatePipelineError?: CreatePipelineErrorResolvers<ContextType>;
  CreatePipelinePayload?: CreatePipelinePayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  File?: FileResolvers<ContextType>;
  FileConnection?: FileConnectionResolvers<ContextType>;
  FileEdge?: FileEdgeResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MapField?: MapFieldResolvers<ContextType>;
  MapStep?: MapStepResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Pipeline?: PipelineResolvers<ContextType>;
  PipelineAggregateConnection?: PipelineAggregateConnectionResolvers<ContextType>;
  PipelineAggregateEdge?: PipelineAggregateEdgeResolvers<ContextType>;
  PipelineArchived?: PipelineArchivedResolvers<ContextType>;
  PipelineConnection?: PipelineConnectionResolvers<ContextType>;
  PipelineEdge?: PipelineEdgeResolvers<ContextType>;
  PipelineMeasure?: PipelineMeasureResolvers<ContextType>;
  PipelineRow?: PipelineRowResolvers<ContextType>;
  PipelineRowConnection?: PipelineRowConnectionResolvers<ContextType>;
  PipelineRowEdge?: PipelineRowEdgeResolvers<ContextType>;
  PipelineRowResult?: PipelineRowResultResolvers<ContextType>;
  PipelineRun?: PipelineRunResolvers<ContextType>;
  PipelineRunConnection?: PipelineRunConnectionResolvers<ContextType>;
  PipelineRunEdge?: PipelineRunEdgeResolvers<ContextType>;
  PipelineRunProgress?: PipelineRunProgressResolvers<ContextType>;
  PipelineSteps?: PipelineStepsResolvers<ContextType>;
  PipelineTransform?: PipelineTransformResolvers<ContextType>;
  QuarantinedRow?: QuarantinedRowResolvers<ContextType>;
  QuarantinedRowConnection?: QuarantinedRowConnectionResolvers<ContextType>;
  QuarantinedRowEdge?: QuarantinedRowEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RowReason?: RowReasonResolvers<ContextType>;
  RunFinished?: RunFinishedResolvers<ContextType>;
  RunPipelineError?: RunPipelineErrorResolvers<ContextType>;
  RunPipelinePayload?: RunPipelinePayloadResolvers<ContextType>;
  RunProgressed?: RunProgressedResolvers<ContextType>;
  StartUploadError?: StartUploadErrorResolvers<ContextType>;
  StartUploadPayload?: StartUploadPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UnreadableFile?: UnreadableFileResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  UploadCompleted?: UploadCompletedResolvers<ContextType>;
  UploadIncomplete?: UploadIncompleteResolvers<ContextType>;
  UploadOffsetMismatch?: UploadOffsetMismatchResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValidateStep?: ValidateStepResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
