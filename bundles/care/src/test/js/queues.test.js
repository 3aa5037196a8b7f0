const m = await import('/ui/queues/model.js');

test('the balance is worked out here and not believed', () => {
  same(m.balanced({ heard: 10, answered: 4, solved: 1, thanked: 1, closed: 3, open: 1, balanced: false }), true);
  same(m.balanced({ heard: 10, answered: 4, solved: 1, thanked: 1, closed: 3, balanced: true }), false);
  same(m.balanced({}), true);
});
test('a period ends today and has its days, in UTC', () => {
  same(m.period(7, Date.parse('2026-03-01T00:30:00Z')), { from: '2026-02-23', to: '2026-03-01' });
  same(m.period(1, Date.parse('2026-03-01T23:59:59Z')), { from: '2026-03-01', to: '2026-03-01' });
});
test('people are arranged by their load', () => {
  same(m.loads([{ name: 'b', open: 2 }, { name: 'c', open: 4 }, { name: 'a', open: 2 }, { name: 'd' }]).map(one => [one.name, one.share]), [['c', 100], ['a', 50], ['b', 50], ['d', 0]]);
});
test('a share of nothing is nothing', () => {
  same([m.share(1, 4), m.share(0, 0)], [25, 0]);
});
