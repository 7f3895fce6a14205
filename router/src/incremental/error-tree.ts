import type { GraphQLFormattedError } from 'graphql';
import { isObject } from '../engine/result.ts';

type Path = readonly (string | number)[];

/** An error that was not told yet; `label`: of the part whose fetches went wrong, null for what is answered at first. */
export type Untold = { error: GraphQLFormattedError; label: string | null };

type Node = { here: Untold[]; below: Map<string | number, Node> };

/** Untold errors by their paths, so that whoever looks for those of one place passes none of the others. */
export type ErrorTree = {
  add(untold: Untold): void;
  /** Takes those that are at a place of the data, or in something that is null there; `data` stands at `place`. */
  takeIn(place: Path, data: unknown): GraphQLFormattedError[];
  /** Takes those that end above a place, and belong to a label. */
  takeAbove(place: Path, label: string): GraphQLFormattedError[];
};

export function createErrorTree(): ErrorTree {
  const root = emptyNode();
  return {
    add: (untold) => {
      let node = root;
      for (const key of untold.error.path ?? []) {
        const next = node.below.get(key) ?? emptyNode();
        node.below.set(key, next);
        node = next;
      }
      node.here.push(untold);
    },
    takeIn: (place, data) => {
      const taken: GraphQLFormattedError[] = [];
      for (const node of nodesOn(root, place).at(-1) ?? []) takeFrom({ node, data, depth: place.length }, taken);
      return taken;
    },
    takeAbove: (place, label) => {
      const above = nodesOn(root, place).slice(0, -1).flat();
      return above.flatMap((node) => take(node, (each) => each.label === label));
    },
  };
}

const emptyNode = (): Node => ({ here: [], below: new Map() });

/** The nodes at each length of a path. `@` stands for all items of a list in the path of a field that the caller may not see. */
function nodesOn(root: Node, path: Path): Node[][] {
  const levels = [[root]];
  for (const key of path) {
    const keys = typeof key === 'number' ? [key, '@'] : [key];
    levels.push((levels.at(-1) ?? []).flatMap(({ below }) => keys.flatMap((each) => below.get(each) ?? [])));
  }
  return levels;
}

type Place = { node: Node; data: unknown; depth: number };

/** What is below something that is null is told with it. */
function takeFrom({ node, data, depth }: Place, taken: GraphQLFormattedError[]): void {
  if (data === undefined) return;
  taken.push(...take(node, () => true));
  for (const [key, below] of node.below) {
    if (key === '@') takeAll(below, ({ error: { path = [] } }) => isIn(data, path.slice(depth)), taken);
    else takeFrom({ node: below, data: memberOf(data, key), depth: depth + 1 }, taken);
    if (below.here.length === 0 && below.below.size === 0) node.below.delete(key);
  }
}

function takeAll(node: Node, isWanted: (untold: Untold) => boolean, taken: GraphQLFormattedError[]): void {
  taken.push(...take(node, isWanted));
  for (const below of node.below.values()) takeAll(below, isWanted, taken);
}

function take(node: Node, isWanted: (untold: Untold) => boolean): GraphQLFormattedError[] {
  const { true: wanted = [], false: others = [] } = Object.groupBy(node.here, (each) => String(isWanted(each)));
  node.here = others;
  return wanted.map(({ error }) => error);
}

function memberOf(data: unknown, key: string | number): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return typeof key === 'number' && key in data ? data[key] : undefined;
  return isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

/** Whether a place is in the data, or in something that is null there. */
function isIn(data: unknown, path: Path): boolean {
  const [key, ...rest] = path;
  if (key === undefined || typeof data !== 'object' || data === null) return data !== undefined;
  if (key === '@') return Array.isArray(data) && (data.length === 0 || data.some((item) => isIn(item, rest)));
  return isIn(memberOf(data, key), rest);
}
