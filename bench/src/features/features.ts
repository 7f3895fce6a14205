/** What a router has switched on, as a part of `router.yaml`. */
export type Feature = {
  name: string;
  config: Record<string, unknown>;
  /** Whether clients send a token. */
  isSignedIn?: boolean;
  /** Whether the fields of the benchmark are for signed-in callers. */
  isGuarded?: boolean;
  /** Whether calls to subgraphs are signed for the caller. */
  isSigning?: boolean;
};

export type Peers = { jwksUrl: string; collectorUrl: string };

/** The features of the router one by one, and those together that every public router needs. */
export function featuresOf({ jwksUrl, collectorUrl }: Peers): Feature[] {
  const bare = { server: { explorer: false } };
  const authentication = { jwt: { issuers: [{ issuer: 'bench', jwks_url: jwksUrl, audiences: ['bench'] }] } };
  const demand_control = { enabled: true, mode: 'enforce', strategy: { static_estimated: { max: 1e9 } } };
  const budget = { enabled: true, mode: 'enforce', anonymous: 1e12, roles: { user: 1e12 } };
  const tracing = (sampler: number) => ({
    exporters: { tracing: { common: { sampler }, otlp: { enabled: true, endpoint: collectorUrl } } },
  });
  return [
    { name: 'nothing', config: bare },
    { name: 'sign calls', config: bare, isSigning: true },
    { name: 'identify', config: { ...bare, authentication }, isSignedIn: true },
    { name: 'identify + authorize', config: { ...bare, authentication }, isSignedIn: true, isGuarded: true },
    { name: 'charge', config: { ...bare, demand_control, budget } },
    { name: 'trace one in a hundred', config: { ...bare, telemetry: tracing(0.01) } },
    { name: 'trace everything', config: { ...bare, telemetry: tracing(1) } },
    {
      name: 'identify + authorize + charge + trace one in a hundred',
      config: { ...bare, authentication, demand_control, budget, telemetry: tracing(0.01) },
      ...{ isSignedIn: true, isGuarded: true },
    },
  ];
}
