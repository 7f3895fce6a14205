import type { AnswerRule, HeadersConfig } from '../config/headers.ts';
import {
  headerNameShape,
  headerValueShape,
  isPersonalAnswerHeader,
  isReservedAnswerHeader,
  namesOfConnection,
} from './header-names.ts';

/** The headers of one answer that rules may pass on to clients; one that was sent several times has several values. */
export type AnswerHeaders = readonly (readonly [name: string, values: readonly string[]])[];

/** Reads them out of all that a subgraph sent. */
export type PickAnswerHeaders = (sent: Readonly<Record<string, string | string[] | undefined>>) => AnswerHeaders;

/** For each subgraph; null: no rule is about its answers. */
export type AnswerHeaderPicks = (subgraph: string) => PickAnswerHeaders | null;

export function createAnswerHeaderPicks(config: HeadersConfig): AnswerHeaderPicks {
  const rulesOf = createAnswerRulesOf(config);
  return (subgraph) => {
    const rules = rulesOf(subgraph);
    if (rules.length === 0) return null;
    const isWanted = createWish(rules);
    return (sent) => {
      const ofConnection = namesOfConnection(sent);
      const picked: [string, string[]][] = [];
      for (const [name, value] of Object.entries(sent)) {
        if (!headerNameShape.test(name) || isReservedAnswerHeader(name) || ofConnection.has(name)) continue;
        const values = [value ?? []].flat().filter((text) => headerValueShape.test(text));
        if (values.length > 0 && isWanted(name)) picked.push([name, values]);
      }
      return picked;
    };
  };
}

/** The rules for the answers of a subgraph, those for all subgraphs first. */
export function createAnswerRulesOf({ all, subgraphs }: HeadersConfig): (subgraph: string) => readonly AnswerRule[] {
  const own = new Map(Object.entries(subgraphs).map(([name, { response }]) => [name, response]));
  return (subgraph) => [...all.response, ...(own.get(subgraph) ?? [])];
}

/** Whether clients are told what is for one of them alone: such answers are neither shared nor held. */
export function createPersonalTest(config: HeadersConfig): (subgraph: string) => boolean {
  const rulesOf = createAnswerRulesOf(config);
  const isPersonal = ({ propagate }: AnswerRule) =>
    [propagate?.named, propagate?.rename].some((name) => name !== undefined && isPersonalAnswerHeader(name));
  return (subgraph) => rulesOf(subgraph).some(isPersonal);
}

function createWish(rules: readonly AnswerRule[]): (name: string) => boolean {
  const propagated = rules.flatMap(({ propagate }) => propagate ?? []);
  const names = new Set(propagated.map(({ named }) => named));
  const patterns = propagated.flatMap(({ matching }) => matching ?? []);
  return (name) => names.has(name) || (!isPersonalAnswerHeader(name) && patterns.some((pattern) => pattern.test(name)));
}
