import type { AiModelResolvers } from '../schema.generated.ts';
import { findModel } from './chat.ts';
import { dollars } from './money.ts';

export const AiModel: AiModelResolvers = {
  __resolveReference: ({ id }, context) => findModel(id, context),
  inputPrice: ({ inputPrice }) => dollars(inputPrice),
  outputPrice: ({ outputPrice }) => dollars(outputPrice),
  isAvailable: (model, _, { providers }) => model.isEnabled && providers.isAvailable(model),
};
