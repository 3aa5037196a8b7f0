const feed = await import('/ui/signals/feed.js');
const { Beats } = await import('/ui/console/app/beats.js');
const { hasPassed } = await import('/ui/signals/trace.js');
const { byDay } = await import('/ui/profiles/timeline.js');
const { tokens } = await import('/ui/console/components/json.js');
const { readable } = await import('/ui/deadletters/letter.js');

const row = (number, more) => ({ id: `0-${number}`, heardAt: '2026-11-21T12:00:00Z', connection: 'demo', kind: 'message', channel: 'email', identities: [], ...more });

test('the feed is newest first by number, holds each once, and is bounded', () => {
  const some = feed.merge([row(9)], [row(10), row(9), row(100), row(10)]);
  same(some.map(item => item.id), ['0-100', '0-10', '0-9']);
  const many = feed.merge([], Array.from({ length: 500 }, (_, at) => row(at + 1)));
  same([many.length, many[0].id], [feed.MOST, '0-500']);
});
test('the filter looks into text, people and conversation, whatever the case', () => {
  const item = row(1, { text: 'Где мой заказ?', conversation: 'c-77', identities: [{ scheme: 'email', value: 'Ada@example.org' }] });
  same(['ЗАКАЗ', 'c-77', 'ada@', 'nothing'].map(q => feed.matches(item, { q })), [true, true, true, false]);
  same(feed.matches(item, { q: '', kind: 'review' }), false);
});
test('the rate is of the last ten seconds', () => {
  const rate = new feed.Rate();
  for (let second = 0; second < 20; second++) rate.add(5, second * 1000);
  same(Math.round(rate.perSecond(20_000)), 5);
  same(rate.perSecond(40_000), 0);
});
test('beats are counted in slots, and what is not known is not zero', () => {
  const now = 1_000_000_000;
  const counted = Beats.of([now - 12_000, now - 11_000, now - 1_000], true, new Beats(now));
  counted.add(7, now);
  same(counted.bars(now).slice(-5), [null, 2, 0, 1, 7]);
  same(counted.perMinute(now), 6);
  same([new Beats(now).perMinute(now), new Beats(now).bars(now).at(-2)], [null, null]);
});
test('few signals are all there were', () => {
  const now = 1_000_000_000;
  const counted = Beats.of([now - 20_000], false, new Beats(now));
  same([counted.perMinute(now), counted.bars(now)[0]], [1, 0]);
});
test('the road has passed a signal when it reached it', () => {
  same(['0-9', '0-10', '0-100', null, '1-100'].map(reached => hasPassed(reached, '0-10')), [false, true, true, false, false]);
});
test('a timeline is cut into days', () => {
  const items = [new Date(2026, 10, 21, 9), new Date(2026, 10, 21, 1), new Date(2026, 10, 19, 23)].map((at, n) => row(9 - n, { occurredAt: at.toISOString() }));
  same(byDay(items).map(day => day.items.length), [2, 1]);
});
test('coloured JSON is the same text', () => {
  const text = JSON.stringify({ a: 'x "y": 1', b: [1, -2.5e3, true, null], c: { d: '' } }, null, 2);
  same(tokens(text).map(part => part.text).join(''), text);
  same(tokens('"a": 1').map(part => part.look), ['key', '', 'number']);
});
test('a letter that is no text is shown as bytes', () => {
  same(readable({ text: 'plain' }), { text: 'plain', binary: false });
  const { text, binary } = readable({ base64: btoa('\xff\x00A') });
  same([binary, text.slice(0, 16), text.endsWith('··A')], [true, '000000  ff 00 41', true]);
});
test('a timeline is sorted by when things occurred, however late they were heard', () => {
  const at = hour => new Date(2026, 10, 21, hour).toISOString();
  const items = [row(3, { occurredAt: at(1) }), row(2, { occurredAt: at(9) }), row(1, { heardAt: at(5) })];
  same(byDay(items).flatMap(day => day.items.map(item => item.id)), ['0-2', '0-1', '0-3']);
});
