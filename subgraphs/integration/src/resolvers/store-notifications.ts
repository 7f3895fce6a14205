import type { StoreNotificationsResolvers } from '../schema.generated.ts';
import { notificationState } from './words.ts';

export const StoreNotifications: StoreNotificationsResolvers = {
  state: (integration) => notificationState[integration.notificationState],
  reason: ({ notificationReason }) => notificationReason,
  acceptedCount: async ({ id }, _args, { notificationCounts }) => (await notificationCounts.load(id))?.accepted ?? 0,
  refusedCount: async ({ id }, _args, { notificationCounts }) => (await notificationCounts.load(id))?.refused ?? 0,
  lastAcceptedAt: async ({ id }, _args, { notificationCounts }) =>
    (await notificationCounts.load(id))?.lastAcceptedAt ?? null,
};
