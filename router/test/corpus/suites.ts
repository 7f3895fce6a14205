import { abstractTypes } from './abstract-types.ts';
import { context } from './context.ts';
import { contracts } from './contracts.ts';
import { failures } from './failures.ts';
import { inputs } from './inputs.ts';
import { interactions } from './interactions.ts';
import { interfaceObject } from './interface-object.ts';
import { introspection, noIntrospection } from './introspection.ts';
import { keys } from './keys.ts';
import { mutations } from './mutations.ts';
import { nulls } from './nulls.ts';
import { override } from './override.ts';
import { requiresArguments } from './requires-arguments.ts';
import { requires } from './requires.ts';
import { selections } from './selections.ts';
import { sharing } from './sharing.ts';
import type { Suite } from './suite.ts';
import { valueTypes } from './value-types.ts';

/** Every supergraph of the corpus. */
export const suites: readonly Suite[] = [
  keys,
  requires,
  requiresArguments,
  sharing,
  override,
  interfaceObject,
  abstractTypes,
  valueTypes,
  context,
  contracts,
  interactions,
  inputs,
  selections,
  nulls,
  failures,
  mutations,
  introspection,
  noIntrospection,
];
