import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { deferOf } from '../incremental/defer-directive.ts';
import { fragmentsByName } from './fragments.ts';

/** How large a document is with its fragments spread. */
export type Size = {
  /** Selection sets inside each other; infinite when it is more than was looked for. */
  nesting: number;
  /** Whether a fragment spreads itself: validation, which comes after this, refuses it. */
  isCyclic: boolean;
  /** Fields and fragments of all operations together. */
  selections: number;
  /** The rest is of its largest operation. */
  depth: number;
  height: number;
  rootFields: number;
  aliases: number;
  directives: number;
  /** Fragments with `@defer`. */
  defers: number;
};

type Part = Omit<Size, 'rootFields' | 'isCyclic'> & { fields: number };

const sums = { height: 0, aliases: 0, directives: 0, defers: 0, fields: 0 };
const nothing: Part = { nesting: 0, selections: 0, depth: 0, ...sums };
const endless: Part = { ...nothing, nesting: Infinity };

/**
 * Measures a document before it is validated. Each fragment is measured once and counted wherever it is spread, so the work is linear in the
 * document although the numbers may grow without bound. A chain of fragments is followed for `maxNesting` levels, since what comes after
 * this is recursive.
 */
export function measureDocument(document: DocumentNode, maxNesting: number): Size {
  const fragments = fragmentsByName(document);
  const measured = new Map<string, Part>();
  const open = new Set<string>();
  let isCyclic = false;

  const ofSelections = ({ selections }: SelectionSetNode, level: number): Part => {
    let total = nothing;
    for (const selection of selections) total = add(total, ofSelection(selection, level));
    return { ...total, nesting: total.nesting + 1, selections: total.selections + selections.length };
  };
  const ofSelection = (selection: SelectionNode, level: number): Part => {
    const inside = insideOf(selection, level);
    const directives = inside.directives + (selection.directives?.length ?? 0);
    const defers = inside.defers + (deferOf(selection) ? 1 : 0);
    if (selection.kind !== Kind.FIELD) return { ...inside, directives, defers };
    const { nesting, selections } = inside;
    const aliases = inside.aliases + (selection.alias ? 1 : 0);
    const [depth, height] = [inside.depth + 1, inside.height + 1];
    return { nesting, selections, depth, height, aliases, directives, defers, fields: 1 };
  };
  const insideOf = (selection: SelectionNode, level: number): Part => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value, level + 1);
    return selection.selectionSet ? ofSelections(selection.selectionSet, level + 1) : nothing;
  };
  const ofFragment = (name: string, level: number): Part => {
    if (level > maxNesting) return endless;
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    isCyclic ||= open.has(name);
    if (!fragment || open.has(name)) return nothing;
    open.add(name);
    const inside = ofSelections(fragment.selectionSet, level);
    open.delete(name);
    const part = { ...inside, directives: inside.directives + (fragment.directives?.length ?? 0) };
    measured.set(name, part);
    return part;
  };

  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const ofOperations = operations.map(({ selectionSet, directives = [], variableDefinitions = [] }) => {
    const inside = ofSelections(selectionSet, 1);
    const ofVariables = variableDefinitions.reduce((sum, variable) => sum + (variable.directives?.length ?? 0), 0);
    return { ...inside, directives: inside.directives + directives.length + ofVariables };
  });
  // Those that nothing spreads too: validation goes through all of them.
  const ofFragments = [...fragments.keys()].map((name) => ofFragment(name, 1));
  const largest = (pick: (part: Part) => number) =>
    [...ofOperations, ...ofFragments].reduce((most, part) => Math.max(most, pick(part)), 0);
  return {
    nesting: largest(({ nesting }) => nesting),
    isCyclic,
    selections: ofOperations.reduce((sum, { selections }) => sum + selections, 0),
    depth: largest(({ depth }) => depth),
    height: largest(({ height }) => height),
    rootFields: ofOperations.reduce((most, { fields }) => Math.max(most, fields), 0),
    aliases: largest(({ aliases }) => aliases),
    directives: largest(({ directives }) => directives),
    defers: largest(({ defers }) => defers),
  };
}

function add(a: Part, b: Part): Part {
  return {
    nesting: Math.max(a.nesting, b.nesting),
    selections: a.selections + b.selections,
    depth: Math.max(a.depth, b.depth),
    height: a.height + b.height,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    defers: a.defers + b.defers,
    fields: a.fields + b.fields,
  };
}
