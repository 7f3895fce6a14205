import {
  NoSchemaIntrospectionCustomRule,
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { deferRules } from '../incremental/defer-rules.ts';
import { findFieldConflicts } from './field-conflicts.ts';
import { FiniteNumbersRule } from './finite-numbers.ts';
import { KnownOperationTypesRule } from './known-operation-types.ts';
import { toMistake, type Mistake } from './mistake.ts';

const maxErrors = 20;
/** Twice the most that `limits.max_selections` can be: enough for every document but those that are made for it. */
const maxSelections = 200_000;
/** The rule of graphql-js compares every two fields, so that fragments hold it up for seconds. */
const quickRules = [
  ...specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule),
  ...[KnownOperationTypesRule, FiniteNumbersRule, ...deferRules],
];

/** The mistakes of a document against the schema that clients see, the first of them; none when it is valid. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode, isIntrospectable: boolean): Mistake[] {
  const rules = isIntrospectable ? quickRules : [...quickRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules, { maxErrors, hideSuggestions: !isIntrospectable });
  const found = errors.length > 0 ? errors : findFieldConflicts(schema, document, { maxErrors, maxSelections });
  return together(found.map(toMistake));
}

/** What is wrong in several places in the same way is one mistake: an answer is not made longer by repeating it. */
function together(mistakes: readonly Mistake[]): Mistake[] {
  const alike = Map.groupBy(mistakes, ({ message }) => message);
  return [...alike].map(([message, same]) => ({ message, positions: same.flatMap(({ positions }) => positions) }));
}
