const { goLetters } = await import('/ui/console/app/go.js');

const page = title => ({ name: title.toLowerCase().replace(/ /g, ''), title });

test('every page has a letter of its own', () => {
  const list = ['Overview', 'Inbox', 'Queues', 'Signals', 'Profiles', 'Topics', 'Queries', 'Rules', 'Outbox', 'Connections', 'Dead letters',
    'Scripts', 'Plugins', 'People'].map(page);
  const letters = goLetters(list);
  same(letters.size, list.length);
  same(new Set(letters.values()).size, list.length);
  same([letters.get('queues'), letters.get('queries'), letters.get('profiles'), letters.get('signals')], ['w', 'q', 'p', 's']);
});

test('a page that shares its letter gets its next', () => {
  same([...goLetters([page('Reports'), page('Returns'), page('R')]).values()], ['r', 'e']);
});
