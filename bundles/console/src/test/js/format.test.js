const f = await import('/ui/console/lib/format.js');
test('a reason becomes a sentence', () => {
  same(['the line broke', 'It broke.', ' why? ', '', undefined].map(f.sentence), ['The line broke.', 'It broke.', 'Why?', '', '']);
});

test('times are told as people say them', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const ago = seconds => f.formatRelative(new Date(now - seconds * 1000).toISOString(), now);
  same([ago(0), ago(12), ago(185), ago(7200), ago(200000), ago(-90)], ['just now', '12 s ago', '3 min ago', '2 h ago', '2 d ago', 'in 1 min']);
});
test('numbers stay readable', () => {
  same([f.formatNumber(1234567), f.formatCompact(9999), f.formatCompact(1234567), f.formatRate(3.14159), f.formatRate(null)], ['1,234,567', '9,999', '1.2M', '3.1', '–']);
  same([f.plural(1, 'signal'), f.plural(2000, 'signal')], ['1 signal', '2,000 signals']);
  same([f.formatBytes(512), f.formatBytes(1536), f.formatMicros(137), f.formatMicros(4800), f.formatMicros(2_500_000)], ['512 B', '1.5 KB', '137 µs', '4.8 ms', '2.5 s']);
});
test('initials follow the script of a name', () => {
  same(['Ada Lindqvist', 'мария соколова', '王小明', 'فاطمة', 'ada.l@example.org', '', '  '].map(f.initials), ['AL', 'МС', '明', 'ف', 'AO', '?', '?']);
});
test('days are told by the calendar of who looks', () => {
  const now = new Date(2026, 10, 21, 0, 30).getTime();
  same([f.formatDay(new Date(2026, 10, 21, 0, 1), now), f.formatDay(new Date(2026, 10, 20, 23, 59), now), f.formatDay(new Date(2026, 10, 14), now).replace(',', '')], ['Today', 'Yesterday', 'Saturday 14 November 2026']);
});
