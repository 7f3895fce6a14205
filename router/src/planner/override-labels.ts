import { Kind, parse, visit, type DirectiveNode, type DocumentNode } from 'graphql';
import { selectionKeys } from '../engine/selection-keys.ts';

/** The labels of a supergraph's progressive overrides. */
export type OverrideLabels = {
  /** The labels that can change the plan of a document. */
  labelsOf(document: DocumentNode): readonly string[];
  /** Whether a label is on for one request. */
  isOn(label: string): boolean;
};

/** The fields of each label, and the fields that a plan adds by itself: those of keys and requirements. */
export type Overrides = { labels: ReadonlyMap<string, ReadonlySet<string>>; planned: ReadonlySet<string> };

/** Reads the progressive overrides of a supergraph. */
export function readOverrides(sdl: string): Overrides {
  const labels = new Map<string, Set<string>>();
  const planned = new Set<string>();
  visit(parse(sdl, { noLocation: true }), {
    FieldDefinition: ({ name, directives }) => {
      for (const label of (directives ?? []).flatMap((directive) => strings(directive, ['overrideLabel'])))
        labels.set(label, (labels.get(label) ?? new Set()).add(name.value));
    },
    Directive: (directive) => {
      // The names of arguments among them do no harm.
      for (const fields of strings(directive, ['key', 'requires', 'selection']))
        for (const [name] of fields.matchAll(/\w+/g)) planned.add(name);
    },
  });
  return { labels, planned };
}

/** A label that is not configured is off; `percent(n)` is on for that share of the calls. */
export function createOverrideLabels(
  { labels, planned }: Overrides,
  configured: Readonly<Record<string, boolean>>,
  random: () => number = Math.random,
): OverrideLabels {
  return {
    labelsOf: (document) => {
      if (labels.size === 0) return [];
      const used = new Set(planned);
      visit(document, { Field: ({ name }) => void used.add(name.value) }, selectionKeys);
      return [...labels].flatMap(([label, fields]) => ([...fields].some((field) => used.has(field)) ? [label] : []));
    },
    isOn: (label) => {
      const percentage = /^percent\(([\d.]+)\)$/.exec(label)?.[1];
      return configured[label] ?? (percentage !== undefined && random() * 100 < Number(percentage));
    },
  };
}

/** The string arguments of these names, also those inside lists of objects. */
function strings(directive: DirectiveNode, names: readonly string[]): string[] {
  const found: string[] = [];
  const collect = (name: string, value: string) => names.includes(name) && found.push(value);
  visit(directive, {
    Argument: ({ name, value }) => void (value.kind === Kind.STRING && collect(name.value, value.value)),
    ObjectField: ({ name, value }) => void (value.kind === Kind.STRING && collect(name.value, value.value)),
  });
  return found;
}
