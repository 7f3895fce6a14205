/** The jobs of this subgraph; each carries ids only. */
export const jobNames = {
  sync: 'integration.sync',
  subscribe: 'integration.subscribe',
  unsubscribe: 'integration.unsubscribe',
  applyNotification: 'integration.apply-notification',
} as const;
