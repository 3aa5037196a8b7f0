import { expect, fixture, received, test } from 'antiphon/test';
import { signal } from './shop-signed.connector.js';

test('an order is read as by the other connector, with its brand', () => {
  const order = signal(received({ json: fixture('order.json') }), { brand: 'north' });
  expect(order).toMatch({ externalId: 'order-1001', attributes: { total: 59.9, brand: 'north' } });
});
