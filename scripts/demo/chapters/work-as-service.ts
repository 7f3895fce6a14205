import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const name = 'Nightly report';
const accountsQuery = /* GraphQL */ `
  query ServiceAccounts {
    serviceAccounts(first: 100) {
      nodes {
        id
        name
      }
    }
  }
`;
const accountQuery = /* GraphQL */ `
  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {
    createServiceAccount(input: $input) {
      serviceAccount {
        id
        name
      }
    }
  }
`;
const clientQuery = /* GraphQL */ `
  mutation CreateOauthClient($input: CreateOauthClientInput!) {
    createOauthClient(input: $input) {
      oauthClient {
        id
      }
      clientSecret
    }
  }
`;
const deleteQuery = /* GraphQL */ `
  mutation DeleteOauthClient($input: DeleteOauthClientInput!) {
    deleteOauthClient(input: $input) {
      clientId
    }
  }
`;
const ordersQuery = /* GraphQL */ `
  query OrdersOfService {
    orders(first: 3) {
      nodes {
        name
      }
    }
  }
`;

const account = z.object({ id: z.string(), name: z.string() });
const accounts = z.object({ serviceAccounts: z.object({ nodes: z.array(account) }) });
const madeAccount = z.object({ createServiceAccount: z.object({ serviceAccount: account }) });
const madeClient = z.object({
  createOauthClient: z.object({ oauthClient: z.object({ id: z.string() }), clientSecret: z.string() }),
});
const orders = z.object({ orders: z.object({ nodes: z.array(z.object({ name: z.string() })) }) });
const metadata = z.object({ token_endpoint: z.url() });
const token = z.object({ access_token: z.string(), expires_in: z.number(), scope: z.string() });

/** Software that works for nobody in particular gets a token of its own and calls the API; its client is deleted in the end. */
export async function workAsService(client: EndpointClient, endpoint: string, narrator: Narrator) {
  narrator.chapter('Let other software work for the organization');
  const { id: serviceAccountId } = await findAccount(client);
  const input = { name, isConfidential: true, scopes: ['read:own_data'], serviceAccountId };
  const { oauthClient, clientSecret } = (await client.request(clientQuery, madeClient, { input })).createOauthClient;
  const issued = await askForToken(endpoint, oauthClient.id, clientSecret);
  narrator.line(`${oauthClient.id} got a token for “${name}”: ${issued.scope}, ${issued.expires_in} s.`);
  const service = client.withToken(issued.access_token);
  try {
    const { nodes } = (await service.request(ordersQuery, orders)).orders;
    narrator.line(`With it, it reads ${nodes.map((order) => order.name).join(', ')}.`);
    return { serviceAccountId, scope: issued.scope, orders: nodes };
  } finally {
    await client.request(deleteQuery, z.unknown(), { input: { clientId: oauthClient.id } });
    await service.close();
  }
}

/** The service account of an earlier run, or a new one. */
async function findAccount(client: EndpointClient) {
  const { nodes } = (await client.request(accountsQuery, accounts)).serviceAccounts;
  const known = nodes.find((one) => one.name === name);
  if (known) return known;
  const made = await client.request(accountQuery, madeAccount, { input: { name, role: 'USER' } });
  return made.createServiceAccount.serviceAccount;
}

/** Finds out where tokens are issued, and asks for one with the client's own credentials. */
async function askForToken(endpoint: string, clientId: string, secret: string) {
  const published = await fetch(new URL('/.well-known/openid-configuration', endpoint));
  const { token_endpoint: url } = metadata.parse(await published.json());
  const authorization = `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'read:own_data' });
  const response = await fetch(url, { method: 'POST', headers: { authorization }, body });
  return token.parse(await response.json());
}
