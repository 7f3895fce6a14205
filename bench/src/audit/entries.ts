import { newId, type ConeaEvent } from '@conea/platform';

const actions = ['user.sign_in', 'session.refresh', 'api_key.create', 'sync.start', 'chat.start', 'pipeline.run'];

/** Batches of events as an event log delivers them, each an audit entry of one of so many organizations. */
export function makeBatches(count: number, batchSize: number, tenants: number): ConeaEvent[][] {
  const organizations = Array.from({ length: tenants }, () => newId('org'));
  const users = Array.from({ length: 1_000 }, () => newId('usr'));
  const time = Date.now();
  const make = (index: number): ConeaEvent => {
    const user = users[index % users.length] ?? '';
    const action = actions[index % actions.length] ?? '';
    return {
      ...{ specversion: '1.0', source: '/identity', datacontenttype: 'application/json' },
      ...{ id: newId('evt'), type: 'conea.identity.audit.recorded', subject: user },
      ...{ time: new Date(time + index).toISOString(), tenantid: organizations[index % tenants] ?? '' },
      data: {
        ...{ action, actorId: user, resourceType: 'User', resourceId: user, result: 'success' },
        ...{ ipAddress: `192.0.2.${index % 250}`, requestId: newId('req'), metadata: { role: 'user' } },
        userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15',
      },
    };
  };
  return Array.from({ length: Math.ceil(count / batchSize) }, (_, batch) =>
    Array.from({ length: batchSize }, (__, index) => make(batch * batchSize + index)),
  );
}
