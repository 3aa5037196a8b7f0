import { entry, expect, profile, test } from 'antiphon/test';
import { decide } from './angry-vip.policy.js';

const settings = { connection: 'chat', tiers: 'gold platinum', again: 7200000 };
const vip = profile({ traits: { tier: 'gold' }, signals: 5 });

test('an angry customer of a high tier is escalated', () => {
  expect(decide(entry({ text: 'This is UNACCEPTABLE.' }), vip, settings)).toMatch([
    { type: 'notify', to: 'role:vip-desk', attributes: { signal: '0-1' } },
    { type: 'wake', notBefore: new Date('2026-01-01T14:00:00Z') },
  ]);
});

test('a bad rating and a negative insight are anger too', () => {
  expect(decide(entry({ text: 'Hm.', rating: 1 }), vip, settings)).toHaveLength(2);
  const insights = [{ type: 'sentiment', value: 'negative', confidence: 0.9 }];
  expect(decide(entry({ text: 'Hm.', insights }), vip, settings)).toHaveLength(2);
});

test('the tier may be an insight', () => {
  const insights = [{ type: 'tier', value: 'platinum', confidence: 1 }];
  expect(decide(entry({ text: 'Never again!', insights }), profile(), settings)).toHaveLength(2);
});

test('nobody else and nothing else is escalated', () => {
  expect(decide(entry({ text: 'I am furious' }), profile(), settings)).toBeNothing();
  expect(decide(entry({ text: 'Thank you', rating: 5 }), vip, settings)).toBeNothing();
  expect(decide(entry({ kind: 'order' }), vip, settings)).toBeNothing();
});

test('another word within two hours goes to the lead', () => {
  const action = { type: 'wake', attributes: { why: 'angry-vip', signals: 5 } };
  expect(decide(entry({ type: 'performed', action }), profile({ signals: 7 }), settings))
    .toMatch({ to: 'role:lead', text: /2 more times/ });
  expect(decide(entry({ type: 'performed', action }), vip, settings)).toBeNothing();
});
