import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createOverrideLabels, readOverrides } from '../src/planner/override-labels.ts';

const sdl = `
  type User @join__type(graph: A, key: "id") {
    id: ID! @join__field(graph: B, override: "a", overrideLabel: "ids")
    name: String @join__field(graph: B, override: "a", overrideLabel: "percent(25)")
    mail: String @join__field(graph: B, override: "a", overrideLabel: "mails")
  }`;
const labels = (random: number, configured = {}) => createOverrideLabels(readOverrides(sdl), configured, () => random);

it('leaves a label off that is not configured', () => {
  expect(labels(0).isOn('mails')).toBe(false);
  expect(labels(0, { mails: true }).isOn('mails')).toBe(true);
});

it('switches percent(n) on for that share of the requests, unless it is configured', () => {
  expect(labels(0.249).isOn('percent(25)')).toBe(true);
  expect(labels(0.25).isOn('percent(25)')).toBe(false);
  expect(labels(0.9, { 'percent(25)': true }).isOn('percent(25)')).toBe(true);
});

it('asks only for the labels of fields that a plan may have', () => {
  expect(labels(0).labelsOf(parse('{ user { name } }'))).toEqual(['ids', 'percent(25)']);
  expect(labels(0).labelsOf(parse('{ user { ...F } } fragment F on User { mail }'))).toEqual(['ids', 'mails']);
});
