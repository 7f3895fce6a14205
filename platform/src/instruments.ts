import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What a measure is called and what tells its series apart: labels have few values each, never an id, a text or an address. */
export type Measure<Label extends string> = { name: string; help: string; labels?: readonly Label[] };

export type Labels<Label extends string> = Readonly<Record<Label, string | number>>;

/** Makes the measures that a process tells Prometheus; each name is made once. */
export type Instruments = {
  counter<Label extends string = never>(measure: Measure<Label>): (labels: Labels<Label>, by?: number) => void;
  histogram<Label extends string = never>(
    measure: Measure<Label> & { buckets: readonly number[] },
  ): (labels: Labels<Label>, value: number) => void;
  /** `aggregator`: what several processes of one server are together; their sum unless it says otherwise. */
  gauge<Label extends string = never>(
    measure: Measure<Label> & { aggregator?: 'sum' | 'max' },
  ): (labels: Labels<Label>, value: number) => void;
  /** A gauge that is read when Prometheus asks. */
  reading(measure: Measure<never> & { aggregator?: 'sum' | 'max' }, read: () => number): void;
};

export function createInstruments(registry: Registry): Instruments {
  const common = <Label extends string>({ name, help, labels = [] }: Measure<Label>) => ({
    ...{ name, help },
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    counter: (measure) => {
      const counter = new Counter(common(measure));
      return (labels, by = 1) => counter.inc(labels, by);
    },
    histogram: (measure) => {
      const histogram = new Histogram({ ...common(measure), buckets: [...measure.buckets] });
      return (labels, value) => histogram.observe(labels, value);
    },
    gauge: (measure) => {
      const gauge = new Gauge({ ...common(measure), aggregator: measure.aggregator ?? 'sum' });
      return (labels, value) => gauge.set(labels, value);
    },
    reading: (measure, read) => {
      const gauge: Gauge = new Gauge({
        ...common(measure),
        aggregator: measure.aggregator ?? 'sum',
        collect: () => gauge.set(read()),
      });
    },
  };
}
