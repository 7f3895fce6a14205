import {
  isAbstractType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The objects that a value can be. Equal ones are one and the same, so that what follows from them can be remembered by them. */
export type Objects = readonly GraphQLObjectType[];

export type PossibleObjects = {
  of(type: GraphQLNamedType): Objects;
  /** Those that a fragment on a type is about. */
  within(objects: Objects, type: GraphQLNamedType): Objects;
};

export function createPossibleObjects(schema: GraphQLSchema): PossibleObjects {
  const known = new Map<string, Objects>();
  const narrowed = new Map<Objects, Map<GraphQLNamedType, Objects>>();
  const same = (objects: Objects): Objects => {
    const key = objects.map(({ name }) => name).join();
    const earlier = known.get(key) ?? objects;
    known.set(key, earlier);
    return earlier;
  };
  const ofType = new Map<GraphQLNamedType, Objects>();
  const of = (type: GraphQLNamedType): Objects => {
    const earlier = ofType.get(type);
    if (earlier) return earlier;
    const own = isObjectType(type) ? [type] : [];
    const objects = same(isAbstractType(type) ? schema.getPossibleTypes(type) : own);
    ofType.set(type, objects);
    return objects;
  };
  return {
    of,
    within: (objects, type) => {
      const byType = narrowed.get(objects) ?? new Map<GraphQLNamedType, Objects>();
      narrowed.set(objects, byType);
      const earlier = byType.get(type);
      if (earlier) return earlier;
      const around = new Set(objects);
      const inside = same(of(type).filter((object) => around.has(object)));
      byType.set(type, inside);
      return inside;
    },
  };
}
