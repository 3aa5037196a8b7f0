const { EventParser } = await import('/ui/console/lib/events.js');

const parsed = (...pieces) => {
  const parser = new EventParser();
  return pieces.flatMap(piece => parser.feed(piece));
};

test('an event has a name, data and an id', () => {
  same(parsed('id: 0-7\nevent: signal\ndata: {"a":1}\n\n'), [{ event: 'signal', data: '{"a":1}', id: '0-7' }]);
});
test('events may be cut anywhere', () => {
  const whole = ': hello\r\n\r\nid: 1\r\nevent: one\r\ndata: héllo\r\ndata: wörld\r\n\r\ndata: 2\r\n\r\n';
  const wanted = [{ event: 'one', data: 'héllo\nwörld', id: '1' }, { event: 'message', data: '2', id: '1' }];
  for (let cut = 0; cut <= whole.length; cut++) same(parsed(whole.slice(0, cut), whole.slice(cut)), wanted);
  same(parsed(...whole), wanted);
});
test('comments and events without data are silent', () => {
  same(parsed(': keep\n\n', 'event: nothing\n\n', 'data\n\n'), [{ event: 'message', data: '', id: '' }]);
});
test('an unfinished event is not told', () => {
  same(parsed('event: signal\ndata: 1\n'), []);
});
