import type { AnswerRule, HeadersConfig } from '../config/headers.ts';
import { createAnswerRulesOf, type AnswerHeaders } from './answer-headers.ts';
import { isPersonalAnswerHeader } from './header-names.ts';

/** What the answers to one fetch had; `place`: of the fetch in the order of its plan. */
export type ToldHeaders = { subgraph: string; place: number; answers: readonly AnswerHeaders[] };

/** What a client is told of the headers of all answers that its own is made of. */
export type ClientHeaders = {
  add(told: ToldHeaders): void;
  /** `first` and `last` are about the order of the plan, whichever answer was there first. */
  values(): Record<string, string | string[]>;
};

/** For each request; null: no rule passes anything on. */
export type OpenClientHeaders = () => ClientHeaders | null;

type Algorithm = 'first' | 'last' | 'append';
type Told = { values: readonly string[]; algorithm: Algorithm; isDefault: boolean };
type Rule = (told: Map<string, Told>, sent: ReadonlyMap<string, readonly string[]>) => void;

export function createClientHeaders(config: HeadersConfig): OpenClientHeaders {
  if ([config.all, ...Object.values(config.subgraphs)].every(({ response }) => response.length === 0))
    return () => null;
  const rulesOf = createAnswerRulesOf(config);
  const compiled = new Map<string, readonly Rule[]>();
  const compiledFor = (subgraph: string) => {
    const rules = compiled.get(subgraph) ?? rulesOf(subgraph).map(compileRule);
    compiled.set(subgraph, rules);
    return rules;
  };
  const tellAll = ({ subgraph, answers }: ToldHeaders) =>
    answers.flatMap((answer) => {
      const told = new Map<string, Told>();
      for (const rule of compiledFor(subgraph)) rule(told, new Map(answer));
      return [...told];
    });
  return () => {
    const all: ToldHeaders[] = [];
    return {
      add: (told) => void all.push(told),
      values: () => {
        const found = new Map<string, readonly string[]>();
        const defaults = new Map<string, readonly string[]>();
        const inOrder = all.toSorted((one, other) => one.place - other.place);
        for (const [name, { values, algorithm, isDefault }] of inOrder.flatMap(tellAll))
          if (isDefault) defaults.set(name, values);
          else found.set(name, combine(algorithm, found.get(name), values));
        return write(new Map([...defaults, ...found]), config.max_response_bytes);
      },
    };
  };
}

function combine(algorithm: Algorithm, known: readonly string[] | undefined, values: readonly string[]) {
  if (!known || algorithm === 'last') return values;
  // The fetches of one operation often say the same.
  return algorithm === 'first' ? known : [...new Set([...known, ...values])];
}

/** Several values are one list (RFC 9110, section 5.3), but for cookies, which have a line each (RFC 6265, section 3). */
function write(headers: ReadonlyMap<string, readonly string[]>, maxBytes: number): Record<string, string | string[]> {
  const written: Record<string, string | string[]> = {};
  let room = maxBytes;
  for (const [name, values] of headers) {
    const bytes = values.reduce((sum, value) => sum + name.length + value.length + 4, 0);
    if (bytes > room) continue;
    room -= bytes;
    written[name] = name === 'set-cookie' ? [...values] : values.join(', ');
  }
  return written;
}

function compileRule({ propagate, insert, remove }: AnswerRule): Rule {
  if (propagate) return compilePropagate(propagate);
  if (insert) {
    const told = { values: [insert.value], algorithm: algorithmFor(insert.name, insert.algorithm), isDefault: false };
    return (headers) => void headers.set(insert.name, told);
  }
  const { named, matching } = remove ?? {};
  return (headers) => {
    for (const name of headers.keys()) if (name === named || matching?.test(name)) headers.delete(name);
  };
}

function compilePropagate(rule: NonNullable<AnswerRule['propagate']>): Rule {
  const { named, matching, rename, default: missing } = rule;
  if (named !== undefined) {
    const name = rename ?? named;
    const algorithm = algorithmFor(name, rule.algorithm);
    return (told, sent) => {
      const values = sent.get(named);
      if (values) told.set(name, { values, algorithm, isDefault: false });
      else if (missing !== undefined && !told.has(name))
        told.set(name, { values: [missing], algorithm, isDefault: true });
    };
  }
  return (told, sent) => {
    for (const [name, values] of sent)
      if (matching?.test(name) && !isPersonalAnswerHeader(name))
        told.set(name, { values, algorithm: algorithmFor(name, rule.algorithm), isDefault: false });
  };
}

const algorithmFor = (name: string, algorithm: Algorithm | undefined): Algorithm =>
  algorithm ?? (name === 'set-cookie' ? 'append' : 'last');

/** The names that pages of other origins may read; a pattern has none. */
export function namesForClients({ all, subgraphs }: HeadersConfig): readonly string[] {
  const rules = [all, ...Object.values(subgraphs)].flatMap(({ response }) => response);
  const names = rules.flatMap(({ propagate, insert }) => propagate?.rename ?? propagate?.named ?? insert?.name ?? []);
  return [...new Set(names)].filter((name) => name !== 'set-cookie');
}
