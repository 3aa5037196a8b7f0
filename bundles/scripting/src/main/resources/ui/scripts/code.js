// How the editor is set up: what it can, how it looks, what it offers while one types.
import * as cm from './vendor/codemirror.js';
import { complete } from './complete.js';

const look = cm.EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '10px 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-soft)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 55%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--hover)', color: 'var(--ink)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', color: 'var(--ink-2)', border: '0', padding: '0 6px' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent-line)' },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--info-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--answer-soft)' },
  '.cm-panels': { backgroundColor: 'var(--hover)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 30px 8px 10px' },
  '.cm-panel.cm-search [name=close]': { fontSize: '18px', right: '8px', top: '6px', color: 'var(--ink-2)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--text-sm)' },
  '.cm-panel.cm-search input[type=checkbox]': { verticalAlign: 'middle', margin: '0 5px 0 6px' },
  '.cm-textfield': { fontSize: 'var(--text-sm)', backgroundColor: 'var(--surface)', border: '1px solid var(--edge)' },
  '.cm-button': {
    backgroundImage: 'none', backgroundColor: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 'var(--radius-1)', fontSize: 'var(--text-sm)',
    padding: '4px 9px',
  },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius-2)', boxShadow: 'var(--shadow-2)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '0.78125rem', maxHeight: '15em', borderRadius: 'var(--radius-2)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700', color: 'var(--accent)' },
  '.cm-completionInfo': { padding: '8px 10px', fontFamily: 'var(--font)', fontSize: 'var(--text-sm)', maxWidth: '300px' },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--font)', fontSize: 'var(--text-sm)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--bad-soft) 55%, transparent)', paddingLeft: '6px' },
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--bad-soft) 60%, transparent)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--good-soft) 60%, transparent)' },
  '&.cm-merge-a .cm-changedText': { background: 'none', backgroundColor: 'var(--bad-soft)', borderBottom: '2px solid var(--bad)' },
  '&.cm-merge-b .cm-changedText': { background: 'none', backgroundColor: 'var(--good-soft)', borderBottom: '2px solid var(--good)' },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--good)' },
  '.cm-collapsedLines': { background: 'var(--hover)', color: 'var(--ink-2)', padding: '4px 10px' },
});

const { tags } = cm;
const colours = cm.HighlightStyle.define([
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.moduleKeyword, tags.definitionKeyword], color: 'var(--violet)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--info)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName))], color: 'var(--accent)' },
  { tag: [tags.definition(tags.variableName)], color: 'var(--ink)', fontWeight: '560' },
  { tag: [tags.propertyName], color: 'var(--answer-ink)' },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: 'var(--ink-2)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

const isCode = file => /\.(js|json)$/.test(file);

const language = file => (isCode(file) ? [cm.javascriptLanguage] : []);

/** How every text is shown, also in a comparison. */
export const shown = file => [look, cm.syntaxHighlighting(colours), language(file), cm.lineNumbers(), cm.EditorState.tabSize.of(2)];

const GLOBALS = ['console', 'Math', 'JSON', 'Object', 'Array', 'String', 'Number', 'Boolean', 'Date', 'RegExp', 'Map', 'Set', 'Intl', 'Error', 'undefined']
  .map(label => ({ label, type: /^[A-Z]/.test(label) ? 'class' : 'variable', boost: -2 }));
const KEYWORDS = 'const let function return if else for of while switch case default export import from new throw try catch typeof true false null'
  .split(' ').map(label => ({ label, type: 'keyword', boost: -1 }));

/** What completes: members after a dot; else what the text itself names, the module's functions and the language's words. */
function sources(known) {
  const typed = context => {
    const { types, tables, fields } = known();
    const found = types && complete(context.state.doc.toString(), context.pos, types, { tables, fields });
    return found && { ...found, options: found.options.map(described), validFor: /^[\w$]*$/ };
  };
  const plain = context => {
    const word = context.matchBefore(/[A-Za-z_$][\w$]*$/);
    const path = context.matchBefore(/[.'"`\w$]*$/);
    if ((!word && !context.explicit) || /[.'"`]/.test(path?.text || '')) return null;
    if (/Comment|String/.test(cm.syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
    const offered = (known().types?.modules.get('antiphon') || []).map(member => described({
      label: member.name, type: member.callable ? 'function' : 'variable', detail: member.signature, info: member.doc,
    }));
    return { from: word ? word.from : context.pos, options: [...offered, ...GLOBALS, ...KEYWORDS], validFor: /^[\w$]*$/ };
  };
  return [typed, plain, cm.localCompletionSource];
}

const described = ({ info, detail, ...one }) => ({
  ...one, ...(info ? { info } : {}), ...(detail ? { detail: detail.length > 46 ? `${detail.slice(0, 45)}…` : detail } : {}),
});

/** All that makes an editor of a file; `known()` gives {types, tables, fields}, `onText` hears of each change, `onSave` of Ctrl-S. */
export function editing({ file, label, known, onText, onSave }) {
  const code = isCode(file);
  return [
    shown(file), cm.highlightActiveLineGutter(), cm.highlightSpecialChars(), cm.history(), cm.drawSelection(), cm.dropCursor(),
    cm.EditorState.allowMultipleSelections.of(true), cm.highlightActiveLine(), cm.highlightSelectionMatches(), cm.lintGutter(), cm.indentUnit.of('  '),
    code ? [cm.foldGutter(), cm.indentOnInput(), cm.bracketMatching(), cm.closeBrackets()] : [],
    file.endsWith('.js') ? cm.autocompletion({ override: sources(known), icons: false }) : [],
    cm.EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    cm.keymap.of([
      { key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) },
      ...cm.closeBracketsKeymap, ...cm.defaultKeymap, ...cm.searchKeymap, ...cm.historyKeymap, ...cm.foldKeymap, ...cm.completionKeymap,
      ...cm.lintKeymap, cm.indentWithTab,
    ]),
    cm.EditorView.updateListener.of(update => update.docChanged && onText(update.state.doc.toString())),
  ];
}
