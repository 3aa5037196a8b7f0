import { entry, expect, profile, test } from 'antiphon/test';
import { decide } from './suppress-duplicates.policy.js';

const settings = { quiet: 600000, text: 'We have it.' };

function woken(wake, signals) {
  return decide(entry({ type: 'performed', at: wake.notBefore, action: wake }), profile({ signals }), settings);
}

test('of three messages the last one is answered', () => {
  /** @type {any[]} */
  const wakes = [1, 2, 3].map((n) =>
    decide(entry({ text: 'Where is it?', externalId: `m-${n}` }), profile({ signals: n }), settings));
  expect(wakes[0].notBefore).toEqual(new Date('2026-01-01T12:10:00Z'));
  expect(woken(wakes[0], 3)).toBeNothing();
  expect(woken(wakes[1], 3)).toBeNothing();
  expect(woken(wakes[2], 3)).toMatch({ type: 'reply', connection: 'test', inReplyTo: 'm-3', text: 'We have it.' });
});

test('who is unknown is answered at once', () => {
  expect(decide(entry({ text: 'Hello' }), profile({ id: '', anonymous: true, signals: 0 }), settings))
    .toMatch({ type: 'reply' });
});

test("another policy's wake-up call is none of its business", () => {
  expect(woken({ type: 'wake', attributes: { why: 'angry-vip', signals: 1 } }, 1)).toBeNothing();
});
