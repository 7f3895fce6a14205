import federation from '@apollo/federation-internals';

const { isVariable, VariableCollector } = federation;

/**
 * Mends how the planning library looks for variables in arguments. Its own goes through the members of a list twice, so that its time
 * doubles with each list in a list: `[[[…]]]` of thirty levels holds a thread up for minutes.
 */
export function mendVariableCollection(): void {
  VariableCollector.prototype.collectInArguments = function (args) {
    const collect = (value: unknown): void => {
      if (isVariable(value)) this.add(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(args);
  };
}
