const m = await import('/ui/inbox/model.js');
const drafts = await import('/ui/inbox/drafts.js');
const sending = await import('/ui/inbox/sending.js');
const { arranged } = await import('/ui/inbox/templates.js');

const NOW = Date.parse('2026-11-22T12:00:00Z');
const at = minutes => new Date(NOW + minutes * 60_000).toISOString();

/** A storage like the browser's, with room for so many values. */
const storage = (room = Infinity) => {
  const kept = new Map();
  return {
    get length() { return kept.size; },
    key: place => [...kept.keys()][place] ?? null,
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => {
      if (!kept.has(name) && kept.size >= room) throw new Error('full');
      kept.set(name, value);
    },
    removeItem: name => kept.delete(name),
  };
};

test('a clock tells in words what its colour tells', () => {
  const face = clock => { const { tone, text } = m.clockFace({ name: 'first-answer', ...clock }, NOW); return [tone, text]; };
  same(face({ due: at(125), warnAt: at(60) }), ['good', '2 h 05 min left']);
  same(face({ due: at(9), warnAt: at(-1) }), ['warn', '9:00 left']);
  same(face({ due: at(-30), warnAt: at(-60) }), ['bad', '30 min late']);
  same(face({ paused: true, leftSeconds: 7200 }), ['idle', 'Paused']);
  same(face({ due: at(60 * 50), warnAt: at(60 * 40) }), ['good', '2 d 2 h left']);
});
test('what the server says is late is late, however this clock goes', () => {
  same(m.clockFace({ name: 'x', due: at(1), breached: true }, NOW).tone, 'bad');
});
test('the clock that is due first matters most, and one that waits only if there is no other', () => {
  const late = { name: 'a', due: at(-1) };
  const soon = { name: 'b', due: at(5) };
  const paused = { name: 'c', paused: true };
  same(m.mostUrgent([paused, soon, late]).name, 'a');
  same(m.mostUrgent([paused]).name, 'c');
  same(m.mostUrgent([]), undefined);
});
test('a view asks for its cases, and the address tells the view', () => {
  same(m.asked({ view: 'mine', queue: 'care', q: '', order: '' }), { state: 'open', assignee: 'me', snoozed: false, queue: 'care' });
  same(m.asked({ view: 'nonsense' }).assignee, 'me');
  same(m.address('C0-1', { view: 'mine', q: 'a b' }), '/inbox/C0-1?q=a+b');
  same(m.address(null, { view: 'open', q: '' }), '/inbox?view=open');
});
test('variables that a template leaves open are told, each once', () => {
  same(m.openVariables('Dear {{name}}, your {{ parcel.number }} and {{name}} {{}} {x}'), ['name', 'parcel.number']);
});
test('a template goes where the caret is, and below what is there if that is the end', () => {
  same(m.insert('Hello', 5, 5, 'World'), { text: 'Hello\n\nWorld', caret: 12 });
  same(m.insert('', 0, 0, 'World'), { text: 'World', caret: 5 });
  same(m.insert('a XX b', 2, 4, 'Y'), { text: 'a Y b', caret: 3 });
});
test('rows that did not change stay the same objects', () => {
  const before = [{ id: 'a', n: 1 }, { id: 'b', n: 1 }];
  const after = m.keep(before, [{ id: 'b', n: 2 }, { id: 'a', n: 1 }]);
  same([after[1] === before[0], after[0] === before[1], after.map(row => row.id)], [true, false, ['b', 'a']]);
});
test('the feeling about a part is not the feeling of the whole', () => {
  same(m.understood({ insights: [{ type: 'sentiment', value: 'negative' }, { type: 'sentiment', value: 'positive', about: 'coffee' }, { type: 'topic', value: 't' }, { type: 'topic', value: 't' }] })
    .map(chip => chip.value), ['negative', 't']);
});
test('snoozing until Monday is never today', () => {
  for (let day = 0; day < 7; day++) {
    const now = NOW + day * 86_400_000;
    const monday = new Date(m.snoozes(now)[3].until);
    same([monday.getDay(), monday.getTime() > now], [1, true]);
  }
});
test('a draft is kept for its person and case, and forgotten when it is empty', () => {
  const store = storage();
  drafts.keepDraft(store, 'ada', 'C0-1', { text: 'half a sent' }, 1);
  drafts.keepDraft(store, 'ada', `C0-1${drafts.NOTE}`, { text: 'a note' }, 1);
  drafts.keepDraft(store, 'ben', 'C0-2', { text: 'his' }, 1);
  same([drafts.draftOf(store, 'ada', 'C0-1').text, drafts.draftOf(store, 'ben', 'C0-1'), drafts.draftsOf(store, 'ada')], ['half a sent', null, ['C0-1']]);
  drafts.keepDraft(store, 'ada', 'C0-1', { text: '  ' });
  same(drafts.draftOf(store, 'ada', 'C0-1'), null);
});
test('only the latest hundred drafts stay, and a full browser is told', () => {
  const store = storage();
  for (let n = 0; n < 120; n++) drafts.keepDraft(store, 'ada', `C0-${n}`, { text: 'x' }, n);
  same([drafts.draftsOf(store, 'ada').length, drafts.draftOf(store, 'ada', 'C0-0'), drafts.draftOf(store, 'ada', 'C0-119').text], [100, null, 'x']);
  same(drafts.keepDraft(storage(0), 'ada', 'C0-1', { text: 'x' }), false);
});
test('what a failure means', () => {
  same([0, 429, 503, 500, 409, 400, 404, 422].map(status => sending.judge({ status })),
    ['waiting', 'waiting', 'waiting', 'waiting', 'conflict', 'failed', 'failed', 'failed']);
});
test('only what was refused is said not to be sent', () => {
  same(['Nobody knows whether the answer arrived: it broke', 'The answer was refused: no'].map(m.troubleSign), ['unsure', 'not sent']);
});
test('templates in the customer’s language come first', () => {
  const all = [{ name: 'a', title: 'Late', language: 'en', text: '' }, { name: 'a', title: 'Опоздание', language: 'ru', text: '' }, { name: 'b', title: 'Zero', language: 'ru', text: 'late' }];
  same(arranged(all, 'ru', '').map(one => one.title), ['Zero', 'Опоздание', 'Late']);
  same(arranged(all, 'ru', 'LATE').map(one => one.title), ['Zero', 'Late']);
});

/** A server that answers as told, in order; and the keys it was given. */
const server = answers => {
  const keys = [];
  const bodies = [];
  return {
    keys, bodies,
    post: async (path, body, { headers }) => {
      keys.push(headers['Idempotency-Key']);
      bodies.push(body);
      const answer = answers.shift();
      if (answer.status !== 200) throw Object.assign(new Error(answer.message || 'no'), { retryAfter: 0, body: {}, ...answer });
      return answer;
    },
  };
};
const settled = async body => {
  try {
    await body();
  } catch (error) {
    failures.push(error.message.replaceAll('\n', ' '));
  }
};
await settled(async () => {
  const later = [];
  const api = server([{ status: 0 }, { status: 503 }, { status: 200 }]);
  const store = storage();
  const desk = sending.createSending({ api, who: 'ada', store, later: (act, wait) => later.push([act, wait]) });
  await desk.send('C0-1', { text: 'hello', seen: '0-1' });
  same([desk.replies.get()[0].state, later.length], ['waiting', 1]);
  await later.shift()[0]();
  await later.shift()[0]();
  same([desk.replies.get(), new Set(api.keys).size, api.keys.length], [[], 1, 3]);
});
await settled(async () => {
  const store = storage();
  const first = sending.createSending({ api: server([{ status: 0 }]), who: 'ada', store, later: () => {} });
  await first.send('C0-1', { text: 'hello' });
  const key = first.replies.get()[0].key;
  const api = server([{ status: 200 }]);
  const again = sending.createSending({ api, who: 'ada', store, later: () => {} });
  same([again.replies.get().length, sending.createSending({ api, who: 'ben', store, later: () => {} }).replies.get()], [1, []]);
  again.retry();
  await new Promise(resolve => setTimeout(resolve));
  same([api.keys, again.replies.get()], [[key], []]);
});
await settled(async () => {
  const api = server([{ status: 409, message: 'Olga answered', body: { latest: '0-9', who: 'olga' } }, { status: 200 }]);
  const desk = sending.createSending({ api, who: 'ada', store: storage(), later: () => {} });
  await desk.send('C0-1', { text: 'hello', seen: '0-1' });
  const [reply] = desk.replies.get();
  same([reply.state, reply.reason, reply.by], ['conflict', 'Olga answered', 'olga']);
  await desk.sendAnyway(reply.key);
  same([api.bodies[1].seen, new Set(api.keys).size, desk.replies.get()], ['0-9', 2, []]);
});
test('what others said while one was writing is not passed over; notes and own answers are', () => {
  const items = [{ type: 'signal', position: '0-9' }, { type: 'answer', by: 'olga', position: '0-10' }, { type: 'answer', by: 'ada', position: '0-100' }, { type: 'note', by: 'olga', position: '0-101' }];
  same(m.meanwhile(items, '0-9', 'ada').map(item => item.position), ['0-10']);
  same(m.meanwhile(items, '0-8', 'ada').map(item => item.position), ['0-9', '0-10']);
  same(m.meanwhile(items, '0-101', 'ada'), []);
});
