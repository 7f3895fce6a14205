import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsByName } from './fragments.ts';

/** One field of the response under one type, with all the selections that ask for it. */
type Place = { count: number; sets: SelectionSetNode[] };

/**
 * How often one field is selected at one place of the response, whichever fragments the selections stand in. The work is that of the
 * document with its fragments spread, which has to have been measured before.
 */
export function measureDuplicates(document: DocumentNode): number {
  const fragments = fragmentsByName(document);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const waiting: (readonly SelectionSetNode[])[] = operations.map(({ selectionSet }) => [selectionSet]);
  let most = 0;
  for (let sets = waiting.pop(); sets; sets = waiting.pop()) {
    for (const place of placesOf(sets, fragments).values()) {
      most = Math.max(most, place.count);
      if (place.sets.length > 0) waiting.push(place.sets);
    }
  }
  return most;
}

function placesOf(sets: readonly SelectionSetNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const places = new Map<string, Place>();
  const visit = ({ selections }: SelectionSetNode, type: string): void => {
    for (const selection of selections) {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      if (fragment.kind !== Kind.FIELD) {
        // A fragment for each of many types has the same names by right.
        visit(fragment.selectionSet, fragment.typeCondition?.name.value ?? type);
        continue;
      }
      const key = `${type}.${(fragment.alias ?? fragment.name).value}`;
      const place = places.get(key) ?? { count: 0, sets: [] };
      place.count++;
      if (fragment.selectionSet) place.sets.push(fragment.selectionSet);
      places.set(key, place);
    }
  };
  for (const set of sets) visit(set, '');
  return places;
}
