import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { playStory, type Story } from '../../scripts/demo/story.ts';
import { startDemoStack, type DemoStack } from '../support/demo-stack.ts';

let stack: DemoStack;
let story: Story;

beforeAll(async () => {
  stack = await startDemoStack();
  story = await playStory(stack.story);
}, 180_000);
afterAll(async () => {
  await stack.stop();
  stack.place.remove();
});

it('syncs every order of the store', () => {
  expect(story.sync.status).toBe('SUCCEEDED');
  expect(story.sync.progress.created).toBe(story.sync.progress.read);
  expect(story.orders).toHaveLength(1_000);
  expect(new Set(story.orders.map(({ id }) => id)).size).toBe(1_000);
});

it('delivers a change of an order with fields of three subgraphs', () => {
  const { changeType, order } = story.change;
  expect(changeType).toBe('UPDATED');
  expect(order.organization?.name).toBe(story.user.organization.name);
  expect(order.integration.activity?.eventCount).toBeGreaterThan(0);
});

it('streams the whole answer of the AI and bills it', () => {
  const { status, answer, streamedText, usage, user } = story.summary;
  expect([status, streamedText]).toEqual(['FINISHED', answer]);
  expect(Number(usage?.cost.amount)).toBeGreaterThan(0);
  expect(user?.name).toBe(story.user.name);
});

it('loads or quarantines every row of the CSV', () => {
  const { status, rowsLoaded, rowsQuarantined, quarantinedRows, aggregates } = story.run;
  expect(status).toBe('SUCCEEDED');
  expect((rowsLoaded ?? 0) + (rowsQuarantined ?? 0)).toBe(story.orders.length);
  expect(rowsQuarantined).toBe(story.orders.filter(({ email }) => !email).length);
  for (const row of quarantinedRows.nodes) expect(row.reasons.length).toBeGreaterThan(0);
  expect(aggregates.nodes.length).toBeGreaterThan(0);
});

it('moves the metric of the run while it is watched', () => {
  expect(story.update).toMatchObject({ type: 'conea.data.run.completed', count: 1, sum: story.orders.length });
});

it('has every action in the audit trail', () => {
  const actions = story.auditTrail.map(({ domain, action }) => `${domain} ${action}`);
  expect(actions).toEqual(
    expect.arrayContaining([
      'identity user.sign_in',
      'integration store.connect',
      'integration sync.start',
      'ai chat.start',
    ]),
  );
});
