import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { createPersonalDataCase } from '../../../test/support/personal-data.ts';
import { personalDataSources } from '../src/store/personal-data-sources.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { insert, tell, close } = await createPersonalDataCase(migrations, personalDataSources);
afterAll(close);

const at = '2026-11-01T00:00:00Z';
let entries = 0;
const entry = (tenant: string, over: object) =>
  insert({
    audit_entries: {
      ...{ id: `evt_${String(++entries).padStart(3, '0')}`, tenant_id: tenant, domain: 'ai', action: 'chat.start' },
      ...{ result: 'success', occurred_at: at, metadata: {}, ip_address: '198.51.100.1', user_agent: 'curl' },
      ...over,
    },
  });
const count = (tenant: string, user: string) =>
  insert({
    activities: {
      ...{ tenant_id: tenant, resource_id: user, type: 'conea.ai.chat.completed', event_count: 2 },
      ...{ first_event_at: at, last_event_at: at },
    },
    events: {
      id: `evt_${tenant}_${user}`,
      tenant_id: tenant,
      type: 't',
      subject: user,
      occurred_at: at,
      data: { of: user },
    },
  });

it('a person is told what was counted, what they did and what was done to them, and nothing of another person', async () => {
  for (const tenant of ['org_a', 'org_b'])
    for (const user of ['usr_1', 'usr_2']) {
      await count(tenant, user);
      for (const number of [1, 2, 3]) await entry(tenant, { actor_id: user, resource_id: `cht_${number}_of_${user}` });
    }
  const [about, as] = [{ resource_type: 'User', resource_id: 'usr_1' }, { metadata: { impersonatorId: 'usr_1' } }];
  await entry('org_a', { ...about, actor_id: 'usr_9', action: 'user.change_role', ip_address: '203.0.113.9' });
  await entry('org_a', { ...about, actor_id: 'usr_1', action: 'user.rename' });
  await entry('org_b', { ...as, actor_id: 'usr_8', action: 'chat.start' });
  await entry('org_b', {
    actor_id: 'usr_1',
    metadata: { impersonatorId: 'usr_9' },
    ip_address: '203.0.113.9',
    user_agent: 'of usr_9',
  });
  const told = await tell('usr_1');
  const counts = Object.fromEntries(Object.entries(told).map(([kind, records]) => [kind, records.length]));
  expect(counts).toEqual({ activity: 2, event: 2, auditEntry: 8, auditEntryAsAnother: 1, auditEntryAbout: 1 });
  expect(told['auditEntry']?.[0]).toMatchObject({ organizationId: 'org_a', ipAddress: '198.51.100.1' });
  expect(told['auditEntryAbout']).toMatchObject([{ action: 'user.change_role', actorId: 'usr_9' }]);
  expect(told['auditEntryAsAnother']).toMatchObject([{ actorId: 'usr_8' }]);
  // From where somebody else did it is theirs.
  expect(JSON.stringify(told)).not.toMatch(/usr_2|203\.0\.113\.9|of usr_9/);
  expect(await tell('usr_3')).toEqual({});
});
