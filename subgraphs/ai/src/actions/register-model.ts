import { everything, forbidden, newId, permits, type Caller, type Mutate } from '@conea/platform';
import type { ModelStore } from '../store/model-store.ts';
import type { Capability } from '../domain/model.ts';

export type ModelInput = {
  provider: string;
  name: string;
  capabilities: readonly Capability[];
  contextWindow: number;
  inputPrice: string;
  outputPrice: string;
  priority: number;
  isEnabled: boolean;
  idempotencyKey: string | null;
};
export type Registered = { isDone: true; id: string } | { isDone: false; message: string; path: string[] };

const price = /^\d{1,6}(\.\d{1,6})?$/;

/** Adds or changes a model; for those who may do everything. */
export function createRegisterModel({ mutate, models }: { mutate: Mutate; models: ModelStore }) {
  return async (caller: Caller, { idempotencyKey, ...model }: ModelInput): Promise<Registered> => {
    if (!caller.user || !permits(caller.user.scopes, everything)) throw forbidden();
    const problem = findProblem(model);
    if (problem) return { isDone: false, ...problem };
    const request = { action: 'model.register', idempotencyKey, input: { ...model } };
    const id = await mutate(caller, request, async (tx, emit) => {
      const saved = await models.save(tx, { ...model, id: newId('mdl') });
      emit({ type: 'model.registered', subject: saved, data: { provider: model.provider, name: model.name } });
      return { result: saved, resource: { type: 'AiModel', id: saved } };
    });
    return { isDone: true, id };
  };
}

function findProblem(model: Omit<ModelInput, 'idempotencyKey'>): { message: string; path: string[] } | null {
  const problem = (message: string, field: string) => ({ message, path: ['input', field] });
  if (!['openai', 'anthropic'].includes(model.provider))
    return problem('A provider is `openai` or `anthropic`.', 'provider');
  if (!/^[\w.:/-]{1,100}$/.test(model.name)) return problem('A name has 1 to 100 letters, digits and `._:/-`.', 'name');
  if (model.capabilities.length === 0) return problem('A model can do something.', 'capabilities');
  if (model.contextWindow < 1) return problem('A context window has a token at least.', 'contextWindow');
  if (!price.test(model.inputPrice)) return problem('A price is a decimal number such as `1.25`.', 'inputPrice');
  if (!price.test(model.outputPrice)) return problem('A price is a decimal number such as `1.25`.', 'outputPrice');
  return null;
}
