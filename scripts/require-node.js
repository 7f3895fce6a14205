// Plain JavaScript, loaded before anything else: an older Node cannot even read the TypeScript that would tell.
const needed = 24;
const [major] = process.versions.node.split('.').map(Number);

if (major < needed) {
  console.error(`
Conea runs on Node ${needed}, and this is Node ${process.versions.node}. \`npm ci\` brings the right one and npm scripts use it: run \`npm ci\`
without --ignore-scripts, then \`npm start\`.
`);
  process.exit(1);
}
