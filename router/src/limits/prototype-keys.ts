import { isObject } from '../engine/result.ts';

/** Whether a member of parsed JSON would change or reach the prototype of all objects when it is copied. */
export function isPrototypeKey(key: string, value: unknown): boolean {
  return key === '__proto__' || (key === 'constructor' && isObject(value) && Object.hasOwn(value, 'prototype'));
}
