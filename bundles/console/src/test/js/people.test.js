const { includes } = await import('/ui/console/lib/roles.js');
const { bodyOf, formOf, listed, matching, wrongs } = await import('/ui/people/model.js');

const anna = { name: 'anna', title: 'Anna', role: 'agent', units: ['acme/emea'], languages: ['ru', 'de'], skills: [], disabled: false };

test('a role may do what lesser ones may', () => {
  same([['supervisor', 'agent'], ['agent', 'agent'], ['viewer', 'agent'], [undefined, 'viewer'], ['administrator', 'nonsense']]
    .map(([role, other]) => includes(role, other)), [true, true, false, false, false]);
});
test('a list is written in one line', () => {
  same(listed(' acme/emea ,, acme/emea,\nacme/apac'), ['acme/emea', 'acme/apac']);
});
test('what is not touched stays', () => {
  const { title, role, units, languages, skills, disabled } = anna;
  same(bodyOf(formOf(anna), false), { title, role, units, languages, skills, disabled });
});
test('an administrator is for all units', () => {
  same(bodyOf({ ...formOf(anna), role: 'administrator' }, false).units, []);
});
test('names are in lower case and no password is none', () => {
  const body = bodyOf({ ...formOf(null), name: 'Bob ' }, true);
  same(body.name, 'bob');
  same('password' in body, false);
});
test('what is wrong stands at its field', () => {
  same(wrongs({ errors: [{ pointer: '/units', detail: 'units: a path' }, { pointer: '/x', detail: 'what' }] }, ['units']),
    { fields: { units: 'a path' }, rest: 'what' });
  same(wrongs({ message: 'away' }, ['units']), { fields: {}, rest: 'away' });
});
test('people are found by what they are', () => {
  same([matching([anna], 'EMEA').length, matching([anna], 'ru').length, matching([anna], 'xyz').length], [1, 1, 0]);
});
