export type WelcomeOptions = { endpoint: string; mailUrl: string; email: string; password: string; directory: string };

/** What a newcomer reads when everything runs. */
export function welcome({ endpoint, mailUrl, email, password, directory }: WelcomeOptions): string {
  const query = `mutation { signIn(input: {email: \\"${email}\\", password: \\"${password}\\"}) { user { name organization { name } } session { accessToken } } }`;
  return `
Conea runs. Shopify, the AI providers, Google, GitHub and the mail server are simulators, unless the environment has keys of the real ones.

  endpoint   ${endpoint}/graphql    (${endpoint}/health, ${endpoint}/ready)
  explorer   ${endpoint}/
  agents     ${endpoint}/mcp    (Model Context Protocol)
  sign in    ${email}  ${password}
  mails      ${mailUrl}/
  state      ${directory}

Paste this:

  curl ${endpoint}/graphql -H 'content-type: application/json' \\
    -d '{"query": "${query}"}'

Then \`npm run demo\` in another terminal. Ctrl-C stops everything.
`;
}
