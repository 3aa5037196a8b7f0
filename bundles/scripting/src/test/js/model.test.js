const m = await import('/ui/scripts/model.js');

test('a name tells what a file is', () => {
  same(['vip.policy.js', 'a-b.enricher.js', 'x.connector.js', 'vip.test.js', 'lib/a.js', 'tables/a.csv', 'fixtures/a.json', 'V.policy.js'].map(m.kindOf),
    ['policy', 'enricher', 'connector', 'test', 'library', 'table', 'fixture', 'library']);
  same(m.pluginOf('vip.policy.js'), 'vip');
});
test('those that need care come first', () => {
  const scripts = [{ file: 'b', state: 'live' }, { file: 'd', state: 'behind' }, { file: 'a', state: 'live' }, { file: 'c', state: 'quarantined' }];
  same(m.arrange(scripts).map(one => one.file), ['c', 'd', 'a', 'b']);
});
test('a place is found in a text, also where the text is shorter', () => {
  const text = 'const a = 1;\nreturn foo;\n';
  const at = (line, column) => m.rangeOf(text, { line, column });
  same(text.slice(at(2, 8).from, at(2, 8).to), 'foo');
  same(at(9, 4), { from: text.length, to: text.length });
  same(at(2, 99), { from: 23, to: 24 });
  same(at(0, 0), { from: 0, to: 5 });
});
test('a refusal tells its place; what is no refusal does not', () => {
  same(m.problemIn({ file: 'a.policy.js', line: 2, message: 'No.' }), { file: 'a.policy.js', line: 2, column: 0, message: 'No.' });
  same(m.problemIn({ title: 'Busy' }), null);
  same(m.placeOf({ file: 'a.policy.js', line: 2, column: 0 }), 'a.policy.js:2');
});
test('a new name is checked before the server is asked', () => {
  same(m.fileOf('policy', 'vip'), 'vip.policy.js');
  same(m.fileOf('table', 'vips'), 'tables/vips.csv');
  same(['', 'A', 'vip', 'new'].map(name => m.nameProblem('policy', name, ['vip.policy.js']) === ''), [false, false, false, true]);
});
