/** Finds keys by their labels. */
export function createLabelIndex() {
  const keysByLabel = new Map<string, Set<string>>();
  return {
    add: (labels: readonly string[], key: string) => {
      for (const label of labels) {
        const keys = keysByLabel.get(label);
        if (keys) keys.add(key);
        else keysByLabel.set(label, new Set([key]));
      }
    },
    remove: (labels: readonly string[], key: string) => {
      for (const label of labels) {
        const keys = keysByLabel.get(label);
        keys?.delete(key);
        if (keys?.size === 0) keysByLabel.delete(label);
      }
    },
    /** Those that have one of the labels. */
    keysOf: (labels: Iterable<string>): Set<string> =>
      new Set([...labels].flatMap((label) => [...(keysByLabel.get(label) ?? [])])),
  };
}
