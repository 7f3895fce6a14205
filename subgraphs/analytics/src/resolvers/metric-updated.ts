import { z } from 'zod';
import { tenantOf, type Context } from '../context.ts';
import type { MetricUpdate, SubscriptionMetricUpdatedArgs, SubscriptionResolvers } from '../schema.generated.ts';

const updateType = 'conea.analytics.metric.updated';
const update = z.object({ type: z.string(), minute: z.coerce.date(), count: z.number(), sum: z.number() });

async function* follow(
  { types, after }: Partial<SubscriptionMetricUpdatedArgs>,
  { caller, signal, eventLog }: Context,
): AsyncGenerator<{ metricUpdated: MetricUpdate }> {
  const tenantId = tenantOf(caller);
  for await (const { cursor, event } of eventLog.tail('analytics', { after: after ?? null, signal })) {
    if (event.type !== updateType || event.tenantid !== tenantId) continue;
    if (types && !types.includes(event.subject)) continue;
    yield { metricUpdated: { cursor, ...update.parse(event.data) } };
  }
}

export const metricUpdated: NonNullable<SubscriptionResolvers['metricUpdated']> = {
  subscribe: (_, args, context) => follow(args, context),
};
