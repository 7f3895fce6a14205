import { sql, type Queries } from '@conea/platform';
import type { Capability, Model } from '../domain/model.ts';

const columns = sql`id, provider, name, capabilities, context_window as "contextWindow", input_price as "inputPrice",
  cached_input_price as "cachedInputPrice", output_price as "outputPrice", priority, is_enabled as "isEnabled"`;

export type NewModel = Omit<Model, 'cachedInputPrice' | 'capabilities'> & { capabilities: readonly Capability[] };

/** The registry of models; it is small and read whole. */
export function createModelStore(database: Queries) {
  return {
    list: () => database.many<Model>(sql`select ${columns} from models order by priority, id`),
    /** Adds a model, or changes the one of that provider and name; answers its id. */
    save: async (tx: Queries, model: NewModel): Promise<string> => {
      const { id } = await tx.one<{ id: string }>(sql`
        insert into models (id, provider, name, capabilities, context_window, input_price, cached_input_price, output_price, priority, is_enabled)
        values (${model.id}, ${model.provider}, ${model.name}, ${model.capabilities}, ${model.contextWindow}, ${model.inputPrice}::numeric,
          ${model.inputPrice}::numeric, ${model.outputPrice}::numeric, ${model.priority}, ${model.isEnabled})
        on conflict (provider, name) do update
        set capabilities = excluded.capabilities, context_window = excluded.context_window, input_price = excluded.input_price,
          cached_input_price = excluded.cached_input_price, output_price = excluded.output_price, priority = excluded.priority,
          is_enabled = excluded.is_enabled
        returning id`);
      return id;
    },
  };
}

export type ModelStore = ReturnType<typeof createModelStore>;
