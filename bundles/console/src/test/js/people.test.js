const { includes } = await import('/ui/console/lib/roles.js');
const { bodyOf, formOf, listed, matching, wrongs } = await import('/ui/people/model.js');

equal(includes('supervisor', 'agent'), true, 'a role may do what lesser ones may');
equal(includes('viewer', 'agent'), false, 'and not what higher ones may');
equal(includes(undefined, 'viewer'), false, 'who is not known may nothing');
equal(includes('administrator', 'nonsense'), false, 'there is no such role');

equal(listed(' acme/emea ,, acme/emea,\nacme/apac'), ['acme/emea', 'acme/apac'], 'a list in one line');
const anna = { name: 'anna', title: 'Anna', role: 'agent', units: ['acme/emea'], languages: ['ru', 'de'], skills: [], disabled: false };
equal(bodyOf(formOf(anna), false),
  { title: 'Anna', role: 'agent', units: ['acme/emea'], languages: ['ru', 'de'], skills: [], disabled: false }, 'what is not touched stays');
equal(bodyOf({ ...formOf(anna), role: 'administrator' }, false).units, [], 'an administrator is for all units');
equal('password' in bodyOf({ ...formOf(null), name: 'Bob ' }, true), false, 'no password is none');
equal(bodyOf({ ...formOf(null), name: 'Bob ' }, true).name, 'bob', 'names are in lower case');
equal(wrongs({ errors: [{ pointer: '/units', detail: 'units: a path' }, { pointer: '/x', detail: 'what' }] }, ['units']),
  { fields: { units: 'a path' }, rest: 'what' }, 'what is wrong by field');
equal(wrongs({ message: 'away' }, ['units']), { fields: {}, rest: 'away' }, 'what is wrong with the whole');
equal(matching([anna], 'EMEA').length, 1, 'found by unit');
equal(matching([anna], 'xyz').length, 0, 'not found');
