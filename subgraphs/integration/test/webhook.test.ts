import { describe, expect, it } from '@jest/globals';
import { isSigned, parseDeliveryHeaders, parseSourceId, resourceOf } from '../src/domain/webhook.ts';
import { signedHeaders } from './support/simulator.ts';

describe('isSigned', () => {
  const body = Buffer.from('{"id":1,"name":"注文"}');
  const signature = signedHeaders(body.toString(), 'orders/updated', 'new')['x-shopify-hmac-sha256'] ?? '';

  it('refuses other bytes, other secrets and what is no signature', () => {
    expect(isSigned(Buffer.from('{"id":1,"name":"注文" }'), signature, ['new'])).toBe(false);
    expect(isSigned(body, signature, ['old'])).toBe(false);
    expect(isSigned(body, signature, [])).toBe(false);
    expect(isSigned(body, '', ['new'])).toBe(false);
    expect(isSigned(body, signature.slice(0, -4), ['new'])).toBe(false);
  });

  it('accepts any of the secrets', () => {
    expect(isSigned(body, signature, ['old', 'new'])).toBe(true);
  });
});

describe('parseSourceId', () => {
  it.each([
    ['orders/updated', '{"id":9007199254740993}', '9007199254740993'],
    ['orders/create', '{"id":7,"customer":null}', '7'],
    ['orders/delete', '{"id":18446744073709551615}', '18446744073709551615'],
    ['customers/redact', '{"shop_id":1,"customer":{"id":9007199254740993}}', '9007199254740993'],
    ['shop/redact', '{"shop_id":1}', null],
    ['app/uninstalled', '{"id":12}', null],
  ])('of %s %s is %p', (topic, body, expected) => {
    expect(parseSourceId(topic, Buffer.from(body))).toBe(expected);
  });

  it.each(['', 'null', '{}', '[1]', '{"id":1e3}', '{"id":-1}', '{"id":{}}', '{"id":123456789012345678901}'])(
    'of orders/updated %p is undefined',
    (body) => {
      expect(parseSourceId('orders/updated', Buffer.from(body))).toBeUndefined();
    },
  );
});

describe('parseDeliveryHeaders', () => {
  it('takes a time that cannot be read for none', () => {
    const headers = { ...signedHeaders('{}'), 'x-shopify-triggered-at': 'yesterday' };
    expect(parseDeliveryHeaders(headers)).toMatchObject({ topic: 'orders/updated', triggeredAt: null });
  });

  it('does not mix the two families of names', () => {
    const { 'x-shopify-webhook-id': id = '', ...rest } = signedHeaders('{}');
    expect(parseDeliveryHeaders({ ...rest, 'shopify-webhook-id': id })).toBeNull();
  });
});

describe('resourceOf', () => {
  it('knows the topics about records from those about people and shops', () => {
    expect(['orders/create', 'products/update', 'customers/delete'].map(resourceOf)).toEqual([
      'orders',
      'products',
      'customers',
    ]);
    expect(['customers/redact', 'shop/redact', 'app/uninstalled', 'carts/update', 'orders'].map(resourceOf)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });
});
