import { z } from 'zod';

const usual = [
  ...(['requestId', 'traceId', 'transport', 'clientName', 'clientVersion'] as const),
  ...([
    'operationName',
    'operationType',
    'operationHash',
    'caller',
    'isImpersonated',
    'status',
    'errorCodes',
    'durationMs',
  ] as const),
  ...([
    'costEstimated',
    'costActual',
    'documentCache',
    'cacheHits',
    'cacheMisses',
    'subgraphRequests',
    'events',
  ] as const),
  ...(['requestBytes', 'responseBytes'] as const),
] as const;

/** What a line may say. Ids of people are personal data, so that they have to be asked for. */
export const accessLogFields = [...usual, 'userId', 'organizationId', 'impersonatorId'] as const;

/** A line for each request, operation and subscription. */
export const accessLogsConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    fields: z.array(z.enum(accessLogFields)).default([...usual]),
    /** The share of what went well that is logged; what failed always is. */
    sampling: z.number().min(0).max(1).default(1),
  })
  .prefault({});

export type AccessLogsConfig = z.infer<typeof accessLogsConfig>;
export type AccessLogField = (typeof accessLogFields)[number];
