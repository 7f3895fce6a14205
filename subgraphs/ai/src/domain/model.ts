export type Capability = 'CHAT' | 'EMBEDDING';

/** A model of a provider; prices are decimal US dollars for a million tokens. */
export type Model = {
  id: string;
  provider: string;
  name: string;
  capabilities: Capability[];
  contextWindow: number;
  inputPrice: string;
  cachedInputPrice: string;
  outputPrice: string;
  priority: number;
  isEnabled: boolean;
};

/** The models to try in order, and the one that is wanted: another one that answers is a fallback. */
export type Candidates = { models: Model[]; preferredId: string | null };

/** The model asked for first, then the others by priority; those that cool down come last. */
export function candidatesOf(
  models: readonly Model[],
  capability: Capability,
  requestedId: string | null,
  isCooling: (id: string) => boolean,
): Candidates {
  const rank = (model: Model) => (model.id === requestedId ? -1 : model.priority);
  const fit = models
    .filter((model) => model.isEnabled && model.capabilities.includes(capability))
    .toSorted((a, b) => rank(a) - rank(b));
  return {
    models: fit.toSorted((a, b) => Number(isCooling(a.id)) - Number(isCooling(b.id))),
    preferredId: fit[0]?.id ?? null,
  };
}
