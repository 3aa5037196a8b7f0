import { expect, profile, signal, test } from 'antiphon/test';
import { enrich } from './enrich-from-table.enricher.js';

test('the row of the country counts', () => {
  expect(enrich(signal({ attributes: { country: 'DE' } }), profile()))
    .toEqual({ type: 'delivery', value: 'DHL', attributes: { days: 2 } });
});

test('nothing is said about other countries, or none', () => {
  expect(enrich(signal({ attributes: { country: 'XX' } }), profile())).toBeNothing();
  expect(enrich(signal({ text: 'hi' }), profile())).toBeNothing();
});
