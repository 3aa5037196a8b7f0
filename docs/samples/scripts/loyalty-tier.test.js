import { expect, profile, signal, test } from 'antiphon/test';
import { enrich } from './loyalty-tier.enricher.js';

const settings = { silver: 500, gold: 2000, platinum: 10000 };

test('points make a tier', () => {
  for (const [points, tier] of [[0, 'basic'], [500, 'silver'], [1999, 'silver'], [2000, 'gold'], [10000, 'platinum']]) {
    expect(enrich(signal({ text: 'hi' }), profile({ traits: { points } }), settings))
      .toMatch({ type: 'tier', value: tier, attributes: { points } });
  }
});

test("a signal's own points are newer than the profile's", () => {
  expect(enrich(signal({ attributes: { points: '2500' } }), profile({ traits: { points: 10 } }), settings))
    .toMatch({ value: 'gold' });
});

test('nothing is said about who has no points', () => {
  expect(enrich(signal({ text: 'hi' }), profile(), settings)).toBeNothing();
});
