import { newId, type Caller, type Json, type Mutate } from '@conea/platform';
import { compilePipeline, requiredColumns, type CompiledPipeline } from './compile-pipeline.ts';
import { parseDefinition, type Definition, type DefinitionProblem } from './definition.ts';
import { done, refused, type Outcome } from './outcome.ts';
import type { PipelineStore } from './pipeline.ts';
import { listPatterns } from './schema-patterns.ts';
import { writer } from './tenant.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

export type CreatePipelineForm = { name: string; steps: unknown; idempotencyKey?: string | null | undefined };

/** What only the engine knows of a definition. */
export type DefinitionTrial = {
  acceptsPattern(pattern: string): Promise<boolean>;
  /** Whether the engine can run the pipeline. */
  acceptsPipeline(pipeline: CompiledPipeline, columns: readonly string[]): Promise<boolean>;
};

export type CreatePipelineParts = { mutate: Mutate; pipelines: PipelineStore; trial: DefinitionTrial };

type Checked = { ok: true; definition: Definition } | { ok: false; problems: DefinitionProblem[] };

/** Creates a pipeline; everything that is wrong with its steps is found here, not in a run. */
export function createCreatePipeline({ mutate, pipelines, trial }: CreatePipelineParts) {
  return async (caller: Caller, form: CreatePipelineForm): Promise<Outcome<InvalidInput>> => {
    const { id: createdById, organizationId } = writer(caller);
    const name = form.name.trim();
    const checked = await check(form.steps, trial);
    const input = { name, steps: hashable(form.steps) };
    const request = { action: 'pipeline.create', idempotencyKey: form.idempotencyKey, input };
    return mutate<Outcome<InvalidInput>>(caller, request, async (tx, emit) => {
      const problems = [...findNameProblems(name), ...(checked.ok ? [] : checked.problems.map(toError))];
      if (!checked.ok || problems.length > 0) return refused(problems);
      const id = newId('pip');
      await pipelines.create(tx, { id, organizationId, createdById, name, definition: checked.definition });
      emit({ type: 'pipeline.created', subject: id, data: {} });
      return done('Pipeline', id);
    });
  };
}

async function check(steps: unknown, trial: DefinitionTrial): Promise<Checked> {
  const parsed = parseDefinition(steps);
  if (!parsed.ok) return parsed;
  const { definition } = parsed;
  if (!isStorable(definition)) return problem([], 'The steps contain characters that are not Unicode text.');
  for (const { path, pattern } of listPatterns(definition.validate?.schema ?? {})) {
    if (!(await trial.acceptsPattern(pattern)))
      return problem(['validate', 'schema', ...path], 'The pattern uses syntax that is not supported.');
  }
  const columns = [...new Set([...requiredColumns(definition), ...namedProperties(definition)])];
  const compiled = compilePipeline(definition, columns);
  if (!compiled.ok) return compiled;
  if (!(await trial.acceptsPipeline(compiled.pipeline, columns)))
    return problem([], 'The engine cannot run these steps together. Make them simpler.');
  return { ok: true, definition };
}

function namedProperties({ validate }: Definition): string[] {
  return Object.keys(validate?.schema.properties ?? {});
}

function problem(path: (string | number)[], message: string): Checked {
  return { ok: false, problems: [{ path, message }] };
}

/** Postgres stores neither NUL nor half a surrogate pair; in JSON they are escapes that nothing else is written with. */
function isStorable(definition: Definition): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(definition));
}

function hashable(steps: unknown): Json {
  return JSON.stringify(steps);
}

function findNameProblems(name: string): InvalidInput[] {
  const isName = name.length >= 1 && name.length <= 100 && !/\p{Cc}/u.test(name);
  if (isName) return [];
  return [userErrors.invalidInput(['name'], 'A name has 1 to 100 characters, none of them control characters.')];
}

function toError({ path, message }: DefinitionProblem): InvalidInput {
  return userErrors.invalidInput(['steps', ...path.map(String)], message);
}
