import { describe, expect, it } from '@jest/globals';
import { compilePipeline, requiredColumns } from '../src/domain/compile-pipeline.ts';
import { parseDefinition } from '../src/domain/definition.ts';

const columns = ['name', 'amount'];
const aField = (field: object = {}) => ({ to: 'out', from: 'name', transforms: [], ...field });
const mapped = (...fields: object[]) => ({ map: { fields } });
const measured = (measure: object, groupBy: string[] = []) => ({ aggregate: { groupBy, measures: [measure] } });

/** Where a definition is wrong, and why. */
function problemsOf(steps: unknown): string[] {
  const parsed = parseDefinition(steps);
  const compiled = parsed.ok ? compilePipeline(parsed.definition, columns) : parsed;
  return compiled.ok ? [] : compiled.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a definition that is wrong', () => {
  it.each([
    ['no step', {}, ': A pipeline has at least one step.'],
    ['an unknown step', { ...mapped(aField()), steal: {} }, 'steal: The keyword `steal` is not supported here.'],
    ['no fields', mapped(), 'map.fields: At least one field.'],
    ['a name without characters', mapped(aField({ to: '' })), 'map.fields.0.to: A name has at least one character.'],
    ['a reserved name', mapped(aField({ to: '__proto__' })), 'map.fields.0.to: This name is reserved.'],
    ['a name twice', mapped(aField(), aField()), 'map.fields.1.to: There is another field `out`.'],
    ['no value', mapped(aField({ from: null })), 'map.fields.0.from: The field has no value'],
    ['a reserved column', mapped(aField({ from: 'constructor' })), 'map.fields.0.from: This name is reserved.'],
    ['half a surrogate pair', mapped(aField({ to: '\ud800' })), 'map.fields.0.to: A name has no control characters.'],
    [
      'NUL in a text',
      mapped(aField({ transforms: [{ kind: 'CONSTANT', value: '\0' }] })),
      'map.fields.0.transforms.0.value: NUL',
    ],
    ['an unknown transform', mapped(aField({ transforms: [{ kind: 'EVAL' }] })), 'map.fields.0.transforms.0.kind: '],
    [
      'a missing argument',
      mapped(aField({ transforms: [{ kind: 'ROUND' }] })),
      'map.fields.0.transforms.0: ROUND needs `digits`.',
    ],
    [
      'an argument too many',
      mapped(aField({ transforms: [{ kind: 'TRIM', value: 'x' }] })),
      'map.fields.0.transforms.0: TRIM takes no `value`.',
    ],
    [
      'a transform of another type',
      mapped(aField({ transforms: [{ kind: 'ROUND', digits: 1 }] })),
      'map.fields.0.transforms.0: ROUND does not work on a text',
    ],
    [
      'an unknown format',
      mapped(aField({ transforms: [{ kind: 'DATE', format: '%Q' }] })),
      'map.fields.0.transforms.0.format: A format knows',
    ],
    [
      'a default of another type',
      mapped(aField({ transforms: [{ kind: 'NUMBER' }, { kind: 'DEFAULT', value: 'x' }] })),
      'map.fields.0.transforms.1: "x" is not a number',
    ],
    [
      'an unknown keyword',
      { validate: { schema: { $ref: '#' } } },
      'validate.schema.$ref: The keyword `$ref` is not supported',
    ],
    [
      'a keyword with a wrong value',
      { validate: { schema: { properties: { a: { anyOf: [{ minLength: -1 }] } } } } },
      'validate.schema.properties.a.anyOf.0.minLength: ',
    ],
    [
      'a pattern that is none',
      { validate: { schema: { properties: { a: { pattern: '(' } } } } },
      'validate.schema.properties.a.pattern: The pattern is not a regular expression.',
    ],
    [
      'a sum of texts',
      measured({ as: 's', function: 'SUM', field: 'name' }),
      'aggregate.measures.0: SUM needs numbers',
    ],
    ['a measure without a field', measured({ as: 's', function: 'MAX' }), 'aggregate.measures.0: MAX needs a `field`.'],
    [
      'a measure of nothing',
      { ...mapped(aField()), ...measured({ as: 's', function: 'COUNT', field: 'gone' }) },
      'aggregate.measures.0.field: There is no field `gone`.',
    ],
    [
      'a figure called like a group',
      measured({ as: 'name', function: 'COUNT' }, ['name']),
      'aggregate.measures.0.as: The name `name` is used twice.',
    ],
  ])('is refused with its place: %s', (_, steps, problem) => {
    const problems = problemsOf(steps);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it('is told everything that is wrong at once', () => {
    expect(problemsOf(mapped(aField({ to: '' }), aField({ transforms: [{ kind: 'X' }] })))).toHaveLength(2);
  });

  it('is refused when it is small to write and large to run', () => {
    const nest = (depth: number): object =>
      depth === 0 ? { minimum: 1 } : { if: nest(depth - 1), then: { minimum: 1, maximum: 2 }, else: { multipleOf: 2 } };
    const schema = { properties: { amount: { type: 'number', ...nest(14) } } };
    expect(problemsOf({ validate: { schema } })).toEqual([
      ': The steps are too much for one pipeline: make them simpler.',
    ]);
    const chain = Array.from({ length: 20 }, (_, index) => ({ kind: index % 2 ? 'TEXT' : 'NUMBER' }));
    expect(problemsOf(mapped(aField({ transforms: chain })))).toHaveLength(1);
  });
});

describe('a definition', () => {
  it('requires the columns that its steps cannot do without', () => {
    const parsed = parseDefinition({
      validate: { schema: { required: ['id'], properties: { note: { type: 'string' } } } },
      ...mapped(aField({ transforms: [{ kind: 'COALESCE', columns: ['other'] }] })),
      ...measured({ as: 'n', function: 'COUNT', field: 'out' }),
    });
    expect(parsed.ok && requiredColumns(parsed.definition)).toEqual(['id', 'name', 'other']);
  });

  it('never puts a name into SQL', () => {
    const evil = `x'); drop table t; --"`;
    const parsed = parseDefinition({
      map: { fields: [{ to: evil, from: evil, transforms: [] }] },
      aggregate: { groupBy: [evil], measures: [{ as: `${evil}2`, function: 'COUNT' }] },
    });
    const compiled = parsed.ok && compilePipeline(parsed.definition, [evil]);
    expect(compiled).toMatchObject({
      pipeline: { values: ['c0'], aggregate: { values: ['f0', expect.stringContaining('count(*)')], keys: ['f0'] } },
    });
  });
});
