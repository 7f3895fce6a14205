type UserError<Name extends string> = { __typename: Name; message: string; path: string[] | null };

export type ColumnsMissing = UserError<'ColumnsMissing'> & { columns: string[] };
export type InvalidInput = UserError<'InvalidInput'>;
export type NotFound = UserError<'NotFound'>;
export type PipelineArchived = UserError<'PipelineArchived'>;
export type RunFinished = UserError<'RunFinished'>;
export type UnreadableFile = UserError<'UnreadableFile'>;
export type UploadCompleted = UserError<'UploadCompleted'>;
export type UploadIncomplete = UserError<'UploadIncomplete'>;
export type UploadOffsetMismatch = UserError<'UploadOffsetMismatch'> & { expectedOffset: number };

const at = (...path: string[]) => ['input', ...path];

/** The refusals of this subgraph, in the words that users see. */
export const userErrors = {
  columnsMissing: (columns: string[]): ColumnsMissing => ({
    __typename: 'ColumnsMissing',
    message: `The file lacks columns that the pipeline needs: ${columns.map((name) => `\`${name}\``).join(', ')}.`,
    path: at('fileId'),
    columns,
  }),
  invalidInput: (path: string[], message: string): InvalidInput => ({
    __typename: 'InvalidInput',
    message,
    path: at(...path),
  }),
  notFound: (field: string, thing: string): NotFound => ({
    __typename: 'NotFound',
    message: `There is no such ${thing} in your organization.`,
    path: at(field),
  }),
  pipelineArchived: (): PipelineArchived => ({
    __typename: 'PipelineArchived',
    message: 'The pipeline has been archived. Create another one.',
    path: at('pipelineId'),
  }),
  runFinished: (): RunFinished => ({
    __typename: 'RunFinished',
    message: 'The run had finished before.',
    path: at('runId'),
  }),
  unreadableFile: (message: string): UnreadableFile => ({
    __typename: 'UnreadableFile',
    message: `${message} Mend the file and upload it again.`,
    path: at('uploadId'),
  }),
  uploadCompleted: (): UploadCompleted => ({
    __typename: 'UploadCompleted',
    message: 'The upload has been completed: nothing can be added.',
    path: at('uploadId'),
  }),
  uploadIncomplete: (message: string): UploadIncomplete => ({
    __typename: 'UploadIncomplete',
    message,
    path: at('uploadId'),
  }),
  uploadOffsetMismatch: (expectedOffset: number, message: string): UploadOffsetMismatch => ({
    __typename: 'UploadOffsetMismatch',
    message,
    path: at('offset'),
    expectedOffset,
  }),
};
