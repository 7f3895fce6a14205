import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { root } from './source-files.ts';

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** One Kubernetes object and the file it stands in. */
export type Manifest = z.infer<typeof object> & { file: string };

const model = z.custom<{ prototype: { validate(this: unknown): void } }>((value) => typeof value === 'function');

/** The objects of every manifest of a folder; kustomizations and their patches are no objects of their own. */
export function readManifests(folder: string, except: readonly string[] = []): Manifest[] {
  return listYaml(folder)
    .filter((file) => !file.endsWith('kustomization.yaml') && !except.includes(file))
    .flatMap((file) => readYaml(file).map((document) => ({ ...object.parse(document), file })));
}

export function listYaml(folder: string): string[] {
  return globSync(`${folder}/**/*.yaml`, { cwd: root }).toSorted();
}

export function readYaml(file: string): unknown[] {
  return parseAllDocuments(readFileSync(join(root, file), 'utf8'), { merge: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join(', ')}`);
    const value: unknown = document.toJS();
    return value;
  });
}

/** What the schema of Kubernetes says against a manifest; an unknown field is an error too. */
export async function findFaults({ file, ...manifest }: Manifest): Promise<string[]> {
  const models: unknown = await import(`kubernetes-models/${manifest.apiVersion}`);
  const found: unknown = Reflect.get(Object(models), manifest.kind);
  const { prototype } = model.parse(found);
  const read = new Map<string, Set<string>>();
  try {
    // The compiled schema reads each field that it knows, so what it never reads is unknown.
    prototype.validate.call(recordReads(manifest, '', read));
  } catch (error) {
    return [`${file}: ${String(error)}`];
  }
  return listUnread(manifest, '', read).map((path) => `${file}: ${manifest.kind} has an unknown field ${path}`);
}

function recordReads(value: object, path: string, read: Map<string, Set<string>>): object {
  return new Proxy(value, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key);
      if (typeof key === 'string') read.set(path, (read.get(path) ?? new Set()).add(key));
      return typeof member === 'object' && member !== null
        ? recordReads(member, `${path}.${String(key)}`, read)
        : member;
    },
  });
}

function listUnread(value: object, path: string, read: Map<string, Set<string>>): string[] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    if (!read.get(path)?.has(key)) return [`${path}.${key}`.slice(1)];
    return typeof member === 'object' && member !== null ? listUnread(member, `${path}.${key}`, read) : [];
  });
}

const members = z.record(z.string(), z.unknown());
const listed = z.array(z.looseObject({ name: z.string().optional(), mountPath: z.string().optional() }));

/**
 * What a strategic merge of kustomize makes of an object, as far as the patches here go: objects are merged, and so are the entries of lists that have
 * the same `mountPath`, or else the same `name`; `$patch: delete` takes one away.
 */
export function applyPatch(target: unknown, patch: unknown): unknown {
  if (patch === undefined) return target;
  if (Array.isArray(patch)) return mergeLists(listed.parse(target ?? []), listed.parse(patch));
  const [into, from] = [members.safeParse(target), members.safeParse(patch)];
  if (!from.success) return patch;
  const before = into.success ? into.data : {};
  const changed = Object.entries(from.data).map(([name, value]) => [name, applyPatch(before[name], value)]);
  return { ...before, ...Object.fromEntries(changed) };
}

function mergeLists(target: z.infer<typeof listed>, patch: z.infer<typeof listed>): unknown[] {
  const keyOf = ({ mountPath, name }: z.infer<typeof listed>[number]) => mountPath ?? name;
  const kept = target.filter(
    (one) => !patch.some((other) => keyOf(other) === keyOf(one) && other['$patch'] === 'delete'),
  );
  const changed = kept.map((one) =>
    applyPatch(
      one,
      patch.find((other) => keyOf(other) === keyOf(one)),
    ),
  );
  const added = patch.filter(
    (one) => one['$patch'] !== 'delete' && !target.some((other) => keyOf(other) === keyOf(one)),
  );
  return [...changed, ...added];
}
