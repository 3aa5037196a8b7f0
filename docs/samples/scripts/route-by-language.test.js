import { entry, expect, profile, test } from 'antiphon/test';
import { decide } from './route-by-language.policy.js';

const settings = { connection: 'chat', teams: 'de fr', otherwise: 'world' };

test('the language that was stated counts', () => {
  expect(decide(entry({ text: 'Wo ist mein Paket?', language: 'de-AT' }), profile(), settings))
    .toMatch({ type: 'notify', connection: 'chat', to: 'team:de', text: 'Wo ist mein Paket?' });
});

test('else the surest of those that were found', () => {
  const insights = [
    { type: 'language', value: 'en', confidence: 0.3 },
    { type: 'language', value: 'fr', confidence: 0.7 },
  ];
  expect(decide(entry({ text: 'Merci', insights }), profile(), settings)).toMatch({ to: 'team:fr' });
});

test('a language without a team goes to the others', () => {
  expect(decide(entry({ text: 'Hola', language: 'es' }), profile(), settings)).toMatch({ to: 'team:world' });
});

test('what nobody said is routed nowhere', () => {
  expect(decide(entry({ kind: 'order' }), profile(), settings)).toBeNothing();
  expect(decide(entry({ text: 'Wir melden uns', direction: 'outbound' }), profile(), settings)).toBeNothing();
  expect(decide(entry({ type: 'commanded', command: 'pause' }), profile(), settings)).toBeNothing();
});
