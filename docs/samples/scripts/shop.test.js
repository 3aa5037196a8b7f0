import { expect, fixture, received, test } from 'antiphon/test';
import { signal } from './shop.connector.js';

test('an order is read', () => {
  expect(signal(received({ json: fixture('order.json') }))).toMatch({
    externalId: 'order-1001',
    kind: 'order',
    identities: ['email:ada@example.org', 'shop:77'],
    profile: { name: 'Ada Lovelace', points: 2150 },
    attributes: { total: 59.9, country: 'DE', items: ['TEA-1', 'CUP-4'] },
  });
});

test('what is no order cannot be read', () => {
  expect(() => signal(received({ text: '<order/>' }))).toThrow('JSON');
  expect(() => signal(received({ json: { id: 1 } }))).toThrow('email');
});
