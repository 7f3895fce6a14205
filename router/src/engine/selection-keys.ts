import { Kind } from 'graphql';

/** Where selections are in a document, for `visit`: arguments may be most of it, and no selection is in them. */
export const selectionKeys = {
  [Kind.DOCUMENT]: ['definitions'],
  [Kind.OPERATION_DEFINITION]: ['selectionSet'],
  [Kind.FRAGMENT_DEFINITION]: ['selectionSet'],
  [Kind.SELECTION_SET]: ['selections'],
  [Kind.FIELD]: ['selectionSet'],
  [Kind.INLINE_FRAGMENT]: ['selectionSet'],
} as const;
