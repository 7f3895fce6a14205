import { askForSummary } from './chapters/ask-for-summary.ts';
import { changeAnOrder } from './chapters/change-an-order.ts';
import { connectStore } from './chapters/connect-store.ts';
import { fetchOwnData } from './chapters/fetch-own-data.ts';
import { inviteColleague } from './chapters/invite-colleague.ts';
import { listOrders } from './chapters/list-orders.ts';
import { readAuditTrail } from './chapters/read-audit-trail.ts';
import { runPipeline } from './chapters/run-pipeline.ts';
import { signIn } from './chapters/sign-in.ts';
import { signInWithGoogle } from './chapters/sign-in-with-google.ts';
import { syncStore } from './chapters/sync-store.ts';
import { verifyAddress } from './chapters/verify-address.ts';
import { watchMetric } from './chapters/watch-metric.ts';
import { workAsService } from './chapters/work-as-service.ts';
import { createEndpointClient } from './client.ts';

/** Where the story tells what happens. */
export type Narrator = {
  chapter(title: string): void;
  line(text: string): void;
  /** Progress of long work, written over itself on a terminal. */
  progress(text: string): void;
  /** A piece of text that is streamed. */
  piece(text: string): void;
};

export type StoryOptions = {
  endpoint: string;
  email: string;
  password: string;
  /** The simulated shop: where a buyer acts, and how an app signs in to it. */
  shop: { url: string; domain: string; clientId: string; clientSecret: string };
  /** Where the mail simulator shows its mails. */
  mailUrl: string;
  narrator: Narrator;
};

/** Plays the main job through the one endpoint, from sign-in to a copy of one's data; answers what it saw. */
export async function playStory({ endpoint, email, password, shop, mailUrl, narrator }: StoryOptions) {
  const anonymous = createEndpointClient(endpoint);
  const { accessToken, ...user } = await signIn(anonymous, { email, password }, narrator);
  const client = anonymous.withToken(accessToken);
  try {
    const address = await verifyAddress(client, mailUrl, narrator);
    const colleague = await inviteColleague(client, anonymous, mailUrl, narrator);
    const googler = await signInWithGoogle(anonymous, narrator);
    const integration = await connectStore(client, shop, narrator);
    const sync = await syncStore(client, integration.id, narrator);
    const orders = await listOrders(client, integration.id, narrator);
    const change = await changeAnOrder(client, integration.id, shop, narrator);
    const summary = await askForSummary(client, orders, narrator);
    const { update, result: run } = await watchMetric(client, 'conea.data.run.completed', narrator, () =>
      runPipeline(client, orders, narrator),
    );
    const service = await workAsService(client, endpoint, narrator);
    const auditTrail = await readAuditTrail(client, narrator);
    const ownData = await fetchOwnData(client, narrator);
    const people = { user, colleague, googler };
    return {
      ...people,
      address,
      integration,
      sync,
      orders,
      change,
      summary,
      run,
      update,
      service,
      auditTrail,
      ownData,
    };
  } finally {
    await Promise.all([anonymous.close(), client.close()]);
  }
}

export type Story = Awaited<ReturnType<typeof playStory>>;
