import { signIn } from '../../scripts/demo/chapters/sign-in.ts';
import { createEndpointClient, type EndpointClient } from '../../scripts/demo/client.ts';
import { demoShop } from '../../scripts/demo/stack.ts';
import type { Narrator, StoryOptions } from '../../scripts/demo/story.ts';
import type { Ports } from '../../scripts/start/stack.ts';
import { createStackPlace, startStack, type Stack, type StackPlace } from './stack.ts';
import { until } from './until.ts';

/** A stack with what the demo needs to play on it. */
export type DemoStack = Stack & {
  story: StoryOptions;
  /** A client that is signed in as the demo user. */
  client(): Promise<EndpointClient>;
  /** Kills a process of the stack with SIGKILL. */
  kill(name: string): void;
  /** Waits until a server serves (again). */
  ready(name: keyof Ports): Promise<void>;
};

const silent: Narrator = {
  chapter: () => undefined,
  line: () => undefined,
  progress: () => undefined,
  piece: () => undefined,
};

export async function startDemoStack(given?: StackPlace): Promise<DemoStack> {
  const place = given ?? (await createStackPlace());
  const stack = await startStack(place);
  const shop = { url: `http://127.0.0.1:${place.ports.shopify}`, ...demoShop };
  const mailUrl = `http://127.0.0.1:${place.ports.mail}`;
  const story = { endpoint: `${stack.endpoint}/graphql`, ...stack.credentials, shop, mailUrl, narrator: silent };
  return {
    ...stack,
    story,
    client: async () => {
      const anonymous = createEndpointClient(story.endpoint);
      return anonymous.withToken((await signIn(anonymous, stack.credentials, silent)).accessToken);
    },
    kill: (name) => process.kill(stack.pidOf(name), 'SIGKILL'),
    ready: (name) =>
      until(`${name} is ready`, async () => (await fetch(`http://127.0.0.1:${place.ports[name]}/ready`)).ok, 30_000),
  };
}
