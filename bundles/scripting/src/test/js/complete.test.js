const { parseTypes, elementOf, membersOf } = await import('/ui/scripts/types.js');
const { complete, configKeys } = await import('/ui/scripts/complete.js');

const types = parseTypes(`
declare module 'antiphon' {
  interface Identity { readonly scheme: string; readonly value: string }
  /** What somebody said. */
  interface Signal {
    /** In words. */
    readonly text?: string; // may be missing
    readonly identities: readonly Identity[];
  }
  interface Base { readonly at: Date }
  interface Understood extends Base { readonly type: 'understood'; readonly signal: Signal; readonly insights: ReadonlyArray<{ type: string; span?: { from: number } }> }
  interface Performed extends Base { readonly type: 'performed'; readonly outcome: string }
  type Entry = Understood | Performed;
  /** Answers. */
  export function reply(connection: string, signal: Signal): { type: string };
}
`);
const head = "export const config = { limit: 3, list: { type: 'text', default: 'a, b' } };\nexport function decide(entry, profile, settings) {\n";
const offered = (text, more) => complete(text, text.length, types, more)?.options.map(one => one.label) || null;
const first = (text, count, more) => offered(text, more)?.slice(0, count);

test('types are read with what is said of them', () => {
  same(membersOf(types, 'Signal').map(one => [one.name, one.type, one.doc]), [['text', 'string', 'In words.'], ['identities', 'readonly Identity[]', '']]);
  same(membersOf(types, 'Entry').map(one => one.name), ['type', 'signal', 'insights', 'at', 'outcome']);
  same(types.modules.get('antiphon').map(one => [one.name, one.type, one.doc]), [['reply', '{ type: string }', 'Answers.']]);
  same(['readonly Identity[]', 'ReadonlyArray<A> | undefined', 'string'].map(elementOf), ['Identity', 'A', '']);
});
test('what a function is called with is known by its place', () => {
  same(offered(`${head}  entry.`), ['type', 'signal', 'insights', 'at', 'outcome']);
  same(offered('export function enrich(s) { s.'), ['text', 'identities']);
  same(offered('export function enrich({ identities }) { identities[0].'), ['scheme', 'value']);
  same(offered('unknown.'), null);
});
test('names taken from it are followed', () => {
  same(offered(`${head}  const s = entry.signal;\n  s.te`), ['text', 'identities']);
  same(offered(`${head}  const { signal: said } = entry;\n  said.identities[0].`), ['scheme', 'value']);
  same(offered(`${head}  for (const one of entry.insights) one.`), ['type', 'span']);
  same(offered(`${head}  entry.insights.find(one => one.`), ['type', 'span']);
  same(offered(`${head}  entry.signal?.identities.`).includes('map'), true);
});
test('settings are those the script declares', () => {
  same(configKeys(head), ['limit', 'list']);
  same(offered(`${head}  settings.`, { fields: ['old'] }), ['limit', 'list', 'old']);
});
test('tables, modules and imports are offered where they stand', () => {
  same(offered("lookup('", { tables: ['vips'] }), ['vips']);
  same(offered("import { a } from '"), ['antiphon']);
  same(first('import { re', 1), ['reply']);
});
test('nothing is offered within quotes, save in a template', () => {
  same(offered(`${head}  'entry.`), null);
  same(offered(`${head}  // entry.`), null);
  same(first(`${head}  \`on \${entry.`, 1), ['type']);
});
