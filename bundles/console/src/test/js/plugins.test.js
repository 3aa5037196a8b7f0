const p = await import('/ui/plugins/model.js');
const c = await import('/ui/connections/model.js');

const bundle = (name, more) => ({ name, version: '1.0.0', digest: '', state: 'active', origin: 'uploaded', since: '2026-11-21T12:00:00Z', former: [], refused: [], ...more });
const plugin = (kind, name, its, more) => ({ kind, name, bundle: its, state: 'active', calls: 0, errors: 0, ...more });

test('plugins stand beneath their bundles, and what needs care stands first', () => {
  const groups = p.arrange(
    [bundle('io.b'), bundle('io.z', { refused: [{ version: '2.0', digest: '', at: '', reason: 'No.' }] }), bundle('io.empty')],
    [plugin('page', 'b', 'io.b 1.0.0'), plugin('connector', 'c', 'io.b 1.0.0'), plugin('fold', 'f', 'io.kernel 0.1.0'),
      plugin('enricher', 'e', 'io.y 1.0.0', { state: 'quarantined' })]);
  same(groups.map(group => group.name), ['io.y', 'io.z', 'io.b', 'io.empty', 'io.kernel']);
  same(groups[2].plugins.map(one => one.name), ['c', 'b']);
  same([groups[4].bundle, groups[4].versions], [null, ['0.1.0']]);
});
test('a guard that is missing needs care and stands first', () => {
  const [first] = p.arrange([bundle('io.a')], [plugin('guard', 'a', 'io.a 1.0.0'),
    plugin('guard', 'own', 'io.own 1.0.0', { state: 'missing' }), plugin('guard', 'text', 'io.own 1.0.0')]);
  same([first.name, p.needsCare(first), first.plugins.map(one => one.name)], ['io.own', true, ['own', 'text']]);
});
test('what waits for another to go stands beside it', () => {
  const [group] = p.arrange([], [plugin('page', 'x', 'io.x 1.0.0'), plugin('page', 'x', 'io.x 1.1.0', { state: 'waiting' })]);
  same([group.versions, group.plugins.map(one => one.state)], [['1.0.0', '1.1.0'], ['waiting', 'active']]);
});
test('the filter finds bundles whole and plugins one by one', () => {
  const groups = p.arrange([bundle('io.shop')], [plugin('connector', 'shop', 'io.shop 1'), plugin('fold', 'sums', 'io.shop 1'), plugin('page', 'care', 'io.care 1')]);
  same(p.matching(groups, ' SHOP ').map(group => group.plugins.length), [2]);
  same(p.matching(groups, 'sums').map(group => group.plugins.map(one => one.name)), [['sums']]);
  same([p.matching(groups, 'nothing').length, p.matching(groups, '').length], [0, 2]);
});
test('what is no jar is not sent', () => {
  same([{ name: 'a.zip', size: 1 }, { name: 'a.jar', size: 0 }, { name: 'a.jar', size: p.MOST_BYTES + 1 }, { name: 'A.JAR', size: p.MOST_BYTES }].map(p.fileProblem),
    ['a.zip is no jar.', 'a.jar is empty.', 'a.jar is larger than 64 MB.', '']);
});
test('a change is told in a sentence', () => {
  const change = { name: 'io.acme.echo', from: '1.0.0', to: '1.1.0', tookMillis: 310 };
  same(['upgrade', 'rollback', 'keep'].map(command => p.told({ ...change, command })), [
    'Upgraded io.acme.echo from 1.0.0 to 1.1.0 in 310 ms.', 'Rolled io.acme.echo back from 1.0.0 to 1.1.0 in 310 ms.',
    'io.acme.echo 1.1.0 serves already; nothing was changed.']);
  same(p.told({ ...change, command: 'install', tookMillis: 1240 }), 'Installed io.acme.echo 1.1.0 in 1.2 s.');
});
test('a secret that changes is told without being told', () => {
  same(c.shownDifference({ setting: 'secret', before: c.MASK, after: c.MASK }).after, 'another secret');
  same(c.shownDifference({ setting: 'url', before: 'a', after: 'b' }), { setting: 'url', before: 'a', after: 'b' });
  same(c.errorsOf({ problems: [{ severity: 'warning' }, { severity: 'error', what: 'No.' }] }), [{ severity: 'error', what: 'No.' }]);
});
