import { parseArgs } from 'node:util';
import { createNarrator } from './demo/narrator.ts';
import { queriesToPaste } from './demo/queries.ts';
import { demoShop, findStack } from './demo/stack.ts';
import { playStory, type Story } from './demo/story.ts';
import { demoUser } from './start/demo-user.ts';

const usage = `Plays the main job against a stack that \`npm start\` runs: invite a colleague, connect a store, sync it, follow a change, ask the AI, run a pipeline,
watch a metric, let other software in, read the audit trail, fetch a copy of one's data. Everything goes through the one GraphQL endpoint.

  npm run demo
  npm run demo -- --help

Environment: CONEA_STATE_DIRECTORY and CONEA_PORT_OFFSET, as for \`npm start\`.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) console.log(usage);
else await demo();

async function demo(): Promise<void> {
  const startedAt = Date.now();
  try {
    const { endpoint, shopUrl, mailUrl, password } = await findStack(process.env);
    const shop = { url: shopUrl, ...demoShop };
    const narrator = createNarrator(process.stdout);
    const story = await playStory({ endpoint, email: demoUser.email, password, shop, mailUrl, narrator });
    console.log(summarise(story, endpoint, Date.now() - startedAt));
  } catch (error) {
    console.error(`\nThe demo ended early. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function summarise(story: Story, endpoint: string, duration: number): string {
  const { orders, sync, run, auditTrail } = story;
  return `
Done in ${(duration / 1000).toFixed(1)} s: ${sync.progress.read} records synced, ${orders.length} orders, ${run.rowsLoaded} rows loaded, ${auditTrail.length} audit entries read.

Paste these into the explorer at ${new URL('/', endpoint).href} (sign in there, with the same address and password):

${queriesToPaste(story)
  .map((query) => `  ${query}\n`)
  .join('\n')}`;
}
