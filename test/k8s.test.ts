import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { cachedDomains } from '../scripts/start/settings.ts';
import { parseConfig } from '../router/src/config/load-config.ts';
import { applyPatch, findFaults, listYaml, readManifests, readYaml, type Manifest } from './support/manifests.ts';
import { root } from './support/source-files.ts';

const services = ['router', 'identity', 'integration', 'ai', 'data', 'analytics'];
const subgraphs = services.filter((name) => name !== 'router');
const production = 'k8s/overlays/production';
const labels = z.record(z.string(), z.string());
const kustomization = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  namespace: z.string(),
  labels: z.array(z.strictObject({ pairs: labels })).optional(),
  resources: z.array(z.string()),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string().optional(), newTag: z.string() })).default([]),
  patches: z.array(z.strictObject({ path: z.string() })).default([]),
});
const patchesOf = (folder: string) =>
  kustomization
    .parse(readYaml(`${folder}/kustomization.yaml`)[0])
    .patches.map(({ path }) => relative(root, join(root, folder, path)));
const overlays = listYaml('k8s/overlays')
  .filter((file) => file.endsWith('kustomization.yaml'))
  .map(dirname);
const patches = overlays.flatMap(patchesOf);
const base = readManifests('k8s/base');
const all = [...base, ...readManifests('k8s/overlays', patches)];

const reference = z.object({ name: z.string() });
const container = z.looseObject({
  args: z.tuple([z.string()]),
  envFrom: z.array(z.strictObject({ configMapRef: reference })),
  volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() })),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  securityContext: z.unknown(),
  resources: z.object({ requests: labels, limits: labels }),
});
const podSpec = z.looseObject({
  initContainers: z.array(container).default([]),
  containers: z.tuple([
    container.extend({
      livenessProbe: z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).loose(),
      readinessProbe: z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).loose(),
    }),
  ]),
  securityContext: z.looseObject({ runAsNonRoot: z.boolean() }),
  volumes: z.array(
    z.looseObject({
      name: z.string(),
      persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
      secret: z.object({ secretName: z.string() }).loose().optional(),
    }),
  ),
});
const deployment = z.object({
  spec: z.looseObject({
    selector: z.object({ matchLabels: labels }),
    template: z.object({ metadata: z.object({ labels }), spec: podSpec }),
  }),
});
const selecting = z.object({ spec: z.looseObject({ selector: z.union([z.object({ matchLabels: labels }), labels]) }) });
const peer = z.object({
  podSelector: z.object({ matchLabels: labels }).optional(),
  namespaceSelector: z.object({ matchLabels: labels }).optional(),
});
const networkPolicy = z.object({
  spec: z.looseObject({
    podSelector: z.object({ matchLabels: labels.optional() }),
    policyTypes: z.array(z.string()),
    ingress: z.array(z.object({ from: z.array(peer), ports: z.array(z.object({ port: z.string() })) })).optional(),
  }),
});
const configMap = z.object({ data: labels });
const ingress = z.object({
  spec: z.looseObject({
    rules: z.array(
      z.object({
        host: z.string(),
        http: z.object({
          paths: z.array(z.object({ path: z.string(), backend: z.object({ service: reference.loose() }) }).loose()),
        }),
      }),
    ),
  }),
});
const find = (kind: string, name: string): Manifest | undefined =>
  base.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
const podOf = (name: string) => deployment.parse(find('Deployment', name)).spec.template;

describe('manifests', () => {
  it.each(all.map((manifest) => ({ manifest, title: `${manifest.kind} ${manifest.metadata.name}` })))(
    '$title is what Kubernetes expects',
    async ({ manifest }) => {
      expect(await findFaults(manifest)).toEqual([]);
    },
  );

  it('are refused with an unknown field or a wrong type', async () => {
    const service = find('Service', 'router');
    if (!service) throw new Error('there is no service of the router');
    expect(await findFaults({ ...service, spec: { selectors: {} } })).toEqual([expect.stringContaining('selectors')]);
    expect(await findFaults({ ...service, spec: { ports: [{ port: 'http' }] } })).toEqual([
      expect.stringContaining('/spec/ports/0/port'),
    ]);
  });

  it('are all listed in a kustomization', () => {
    const listed = listYaml('k8s')
      .filter((file) => file.endsWith('kustomization.yaml'))
      .flatMap((file) => {
        const { resources, patches: changes } = kustomization.parse(readYaml(file)[0]);
        const paths = [...resources, ...changes.map(({ path }) => path)];
        return paths.map((path) => relative(root, join(root, dirname(file), path)));
      });
    const files = listed.filter((path) => path.endsWith('.yaml'));
    expect(files.toSorted()).toEqual(listYaml('k8s').filter((file) => !file.endsWith('kustomization.yaml')));
    expect(listed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('patch what the base has', () => {
    const changed = patches
      .flatMap(readYaml)
      .map((patch) => z.object({ kind: z.string(), metadata: reference }).parse(patch));
    expect(changed.filter(({ kind, metadata }) => !find(kind, metadata.name))).toEqual([]);
  });
});

describe.each(services)('%s', (name) => {
  it('is found by its service, its budget and its policy', () => {
    const podLabels = podOf(name).metadata.labels;
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget']) {
      const { selector } = selecting.parse(find(kind, name)).spec;
      const wanted = 'matchLabels' in selector ? labels.parse(selector.matchLabels) : labels.parse(selector);
      expect(podLabels).toMatchObject(wanted);
    }
    expect(podLabels).toMatchObject(
      networkPolicy.parse(find('NetworkPolicy', name)).spec.podSelector.matchLabels ?? {},
    );
  });

  it('scales with its load', () => {
    const scaler = z.object({ spec: z.object({ scaleTargetRef: reference, minReplicas: z.number() }) });
    const { scaleTargetRef, minReplicas } = scaler.parse(find('HorizontalPodAutoscaler', name)).spec;
    expect(find('Deployment', scaleTargetRef.name)).toBeDefined();
    expect(minReplicas).toBeGreaterThanOrEqual(2);
  });

  it('is probed, bounded and without privileges', () => {
    const { containers, initContainers, securityContext } = podOf(name).spec;
    const [{ livenessProbe, readinessProbe, ports }] = containers;
    expect(securityContext.runAsNonRoot).toBe(true);
    expect(livenessProbe.httpGet.path).toBe('/health');
    expect(readinessProbe.httpGet.path).toBe('/ready');
    expect(ports.map((port) => port.name)).toContain(readinessProbe.httpGet.port);
    for (const one of [...containers, ...initContainers]) {
      expect(one.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(Object.keys(one.resources.limits)).toEqual(['cpu', 'memory']);
    }
  });

  it('runs a program of the image with its own settings and secrets, on the port it listens on', () => {
    const { containers, initContainers } = podOf(name).spec;
    for (const { args, envFrom } of [...containers, ...initContainers]) {
      expect(existsSync(join(root, args[0]))).toBe(true);
      expect(envFrom).toEqual([{ configMapRef: { name } }]);
    }
    expect(containers[0].ports[0]?.containerPort).toBe(portOf(name));
  });

  it('has its own secrets as files, so that a new version reaches it without a restart', () => {
    const { containers, initContainers, volumes } = podOf(name).spec;
    const secret = volumes.find((volume) => volume.secret?.secretName === name);
    for (const { volumeMounts } of [...containers, ...initContainers])
      expect(volumeMounts).toContainEqual({ name: secret?.name, mountPath: '/run/secrets/conea', readOnly: true });
    expect(configMap.parse(find('ConfigMap', name)).data['SECRETS_SOURCE']).toBe('files');
  });

  it('sets no variable that it does not read', () => {
    const read = variablesOf(name);
    expect(Object.keys(configMap.parse(find('ConfigMap', name)).data).filter((variable) => !read(variable))).toEqual(
      [],
    );
  });
});

describe('the network', () => {
  it('is closed to whatever no policy opens', () => {
    expect(networkPolicy.parse(find('NetworkPolicy', 'default-deny')).spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
    });
  });

  it.each(subgraphs)('lets only the router reach %s', (name) => {
    const ingress = networkPolicy.parse(find('NetworkPolicy', name)).spec.ingress ?? [];
    const openings = ingress.filter(({ ports }) => ports.some(({ port }) => port === 'http'));
    expect(openings.map(({ from }) => from)).toEqual([
      [{ podSelector: { matchLabels: podOf('router').metadata.labels } }],
    ]);
  });

  it('lets the outside reach the router, the webhook port and the redirects of sign-ins', () => {
    const outside = { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } };
    const reached = services.flatMap((name) =>
      (networkPolicy.parse(find('NetworkPolicy', name)).spec.ingress ?? [])
        .filter(({ from }) => from.some(({ namespaceSelector }) => namespaceSelector !== undefined))
        .map(({ from, ports }) => ({ name, from, ports })),
    );
    expect(reached).toEqual([
      { name: 'router', from: [{ namespaceSelector: outside }], ports: [{ port: 'http' }] },
      { name: 'identity', from: [{ namespaceSelector: outside }], ports: [{ port: 'redirects' }] },
      { name: 'integration', from: [{ namespaceSelector: outside }], ports: [{ port: 'webhooks' }] },
    ]);
  });

  it('lets those reach the router whose answers it holds, and tells them where it takes back what is untrue', () => {
    const { path } = parseConfig(readFileSync(join(root, 'router/router.yaml'), 'utf8'), {}, 'router').response_cache
      .invalidation;
    const peers = cachedDomains.map((name) => ({ podSelector: { matchLabels: podOf(name).metadata.labels } }));
    const ingress = networkPolicy.parse(find('NetworkPolicy', 'router')).spec.ingress ?? [];
    expect(ingress.slice(1)).toEqual([{ from: peers, ports: [{ port: 'http' }] }]);
    for (const name of subgraphs) {
      const { data } = configMap.parse(find('ConfigMap', name));
      const url = cachedDomains.some((one) => one === name) ? `http://router:${portOf('router')}${path}` : undefined;
      expect(data['INVALIDATION_URLS']).toBe(url);
    }
  });

  it('tells the router where each subgraph is', () => {
    const { data } = configMap.parse(find('ConfigMap', 'router'));
    for (const name of subgraphs) {
      expect(data[`${name.toUpperCase()}_SUBGRAPH_URL`]).toBe(`http://${name}:${portOf(name)}/graphql`);
    }
  });
});

describe('in production', () => {
  const changes = patchesOf(production)
    .flatMap(readYaml)
    .map((patch) => configMap.partial().extend({ kind: z.string(), metadata: reference }).parse(patch));
  const settings = [
    configMap.parse(find('ConfigMap', 'router')),
    ...changes.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'router'),
  ].reduce<Record<string, string>>((all, { data }) => ({ ...all, ...data }), {});
  const rules = readManifests(production, patches)
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap((manifest) => ingress.parse(manifest).spec.rules)
    .filter(({ http }) => http.paths.some(({ backend }) => backend.service.name === 'router'));

  it('sets no variable that nobody reads', () => {
    expect(Object.keys(settings).filter((variable) => !variablesOf('router')(variable))).toEqual([]);
  });

  it('tells no client of the schema or of plans', () => {
    const { server, supergraph } = parseConfig(
      readFileSync(join(root, 'router/router.yaml'), 'utf8'),
      settings,
      'router',
    );
    expect(supergraph).toMatchObject({ introspection: false, expose_query_plan: false });
    expect(server.explorer).toBe(false);
    expect(server.cors.origins).not.toContain('https://studio.apollographql.com');
    expect(server.allowed_hosts).toEqual(rules.map(({ host }) => host));
  });

  it('publishes of the router what clients are to ask for, and neither its metrics nor its health', () => {
    expect(rules.flatMap(({ http }) => http.paths.map(({ path }) => path))).toEqual([
      '/graphql',
      '/mcp',
      '/.well-known/oauth-protected-resource',
      '/.well-known/jwks.json',
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration',
      '/oauth/',
    ]);
  });
});

describe.each(overlays.filter((folder) => folder !== production))('%s', (folder) => {
  const stack = [...patchesOf(production), ...patchesOf(folder)].flatMap(readYaml);
  const parsed = stack.map((patch) => z.looseObject({ kind: z.string(), metadata: reference }).parse(patch));
  const patched = (kind: string, name: string): Manifest => {
    const target = find(kind, name);
    if (!target) throw new Error(`there is no ${kind} ${name}`);
    const own = parsed.filter((patch) => patch.kind === kind && patch.metadata.name === name);
    return { ...target, ...z.looseObject({}).parse(own.reduce<unknown>(applyPatch, target)) };
  };
  const settingsOf = (name: string) => configMap.parse(patched('ConfigMap', name)).data;

  it.each(services)(
    'leaves %s as Kubernetes expects it, with settings that are read and files that are there',
    async (name) => {
      const manifest = patched('Deployment', name);
      expect(await findFaults(manifest)).toEqual([]);
      const { initContainers, containers, volumes } = deployment.parse(manifest).spec.template.spec;
      const mounts = [...initContainers, ...containers].flatMap(({ volumeMounts }) => volumeMounts);
      expect(mounts.filter((mount) => !volumes.some((volume) => volume.name === mount.name))).toEqual([]);
      const settings = settingsOf(name);
      expect(Object.keys(settings).filter((variable) => !variablesOf(name)(variable))).toEqual([]);
      const files = Object.entries(settings).filter(([, value]) => value.startsWith('/run/'));
      const isMounted = ([, path]: [string, string]) =>
        containers[0].volumeMounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`));
      expect(files.filter((file) => !isMounted(file))).toEqual([]);
    },
  );

  it.each(services)('gives %s its secrets from one place alone', (name) => {
    const { SECRETS_SOURCE: source } = settingsOf(name);
    const { volumes } = deployment.parse(patched('Deployment', name)).spec.template.spec;
    const isMounted = volumes.some(({ secret }) => secret?.secretName === name);
    expect([source, isMounted]).toEqual(isMounted ? ['files', true] : [folder.split('/').at(-1), false]);
  });
});

describe('between encrypted services', () => {
  const changes = patchesOf('k8s/overlays/encrypted')
    .flatMap(readYaml)
    .map((patch) => z.looseObject({ kind: z.string(), metadata: reference, data: labels.optional() }).parse(patch));
  const settingsOf = (name: string) =>
    changes.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.data ?? {};

  it('the router asks over TLS alone, and shows itself', () => {
    const settings = settingsOf('router');
    const urls = Object.entries(settings).filter(([variable]) => variable.endsWith('_URL'));
    expect(urls).toHaveLength(subgraphs.length + 1);
    expect(urls.filter(([, url]) => !url.startsWith('https://'))).toEqual([]);
    const { tls } = parseConfig(readFileSync(join(root, 'router/router.yaml'), 'utf8'), settings, 'router')
      .traffic_shaping.all;
    expect(tls).toMatchObject({
      ...{ min_version: '1.3', ca_file: '/run/tls/ca.crt' },
      ...{ certificate_file: '/run/tls/tls.crt', key_file: '/run/tls/tls.key' },
    });
  });

  it.each(subgraphs)('%s speaks TLS, and takes a router with a certificate alone', (name) => {
    expect(settingsOf(name)).toEqual({
      ...{ TLS_CERTIFICATE_FILE: '/run/tls/tls.crt', TLS_KEY_FILE: '/run/tls/tls.key' },
      TLS_CLIENT_CA_FILE: '/run/tls/ca.crt',
    });
  });
});

it('mounts only volumes that exist', () => {
  const claims = services.flatMap((name) =>
    podOf(name).spec.volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
  );
  expect(claims.filter((name) => !find('PersistentVolumeClaim', name))).toEqual([]);
});

function portOf(service: string): number {
  return 4000 + services.indexOf(service);
}

/** Whether a service's env.ts, the platform's for every server and its secrets, or the router's router.yaml has this variable. */
function variablesOf(service: string): (variable: string) => boolean {
  const own = service === 'router' ? ['router/src/env.ts', 'router/router.yaml'] : [`subgraphs/${service}/src/env.ts`];
  const text = [...own, 'platform/src/env.ts', 'platform/src/secrets/env.ts']
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  // Node reads this one itself.
  const known = ['NODE_EXTRA_CA_CERTS'];
  return (variable) =>
    known.includes(variable) || new RegExp(`\\b${variable.replace(/^[A-Z]+_(?=SUBGRAPH_URL$)/, '')}\\b`).test(text);
}
