const m = await import('/ui/connections/model.js');

const field = (name, type) => ({ name, type });
const spec = { fields: [field('url', 'uri'), field('mapping', 'map'), field('secret', 'text'), field('on', 'flag')] };

test('settings make a form and the form makes the same settings', () => {
  const settings = { url: 'https://example.org', 'mapping.kind': '/k', 'mapping.text': '/a/b', secret: m.MASK, on: 'true' };
  same(m.settingsOf(spec, m.formOf(spec, settings)), settings);
});
test('what is blank is left out', () => {
  const values = m.formOf(spec);
  values.url = '   ';
  values.mapping = [{ key: 'text', value: '' }, { key: '', value: '/x' }, { key: ' kind ', value: '/k' }];
  same(m.settingsOf(spec, values), { 'mapping.kind': '/k' });
});
test('what the server says is shown at its field', () => {
  const placed = m.place([
    { pointer: '/url', detail: 'is an address.', remedy: 'For example: x' }, { pointer: '/settings/mapping.text', detail: 'is odd.' },
    { where: 'secret', what: 'is missing.' }, { pointer: '/other', detail: 'is unknown.' }, { pointer: '', detail: 'No.' }], spec);
  same(Object.keys(placed.fields), ['url', 'mapping', 'secret']);
  same(placed.fields.url, [{ what: 'is an address.', remedy: 'For example: x' }]);
  same(placed.rest.map(problem => problem.what), ['is unknown.', 'No.']);
});
test('a name is checked before the server is asked', () => {
  same(['mail-support', 'a_1', 'Mail', 'a b', '', 'x'.repeat(65)].map(id => m.idProblem(id) === ''), [true, true, false, false, false, false]);
});
