// Where an answer is written: a draft kept in this browser at each key, templates, notes, and sending.
import { Avatar, Button, Icon, channelIcon, html, toast, useEffect, useRef, useState, words } from '/ui/console/ui.js';
import { languageName } from './chips.js';
import { NOTE, draftOf, forgetDraft, keepDraft } from './drafts.js';
import { insert, openVariables } from './model.js';
import { Templates } from './templates.js';

function Present({ present }) {
  if (present.length === 0) return null;
  const writing = present.filter(one => one.writing);
  const names = list => list.map(one => one.title || one.name).join(', ');
  return html`<p class=${`present ${writing.length ? 'present-writing' : ''}`} role="status">
    ${present.slice(0, 3).map(one => html`<${Avatar} key=${one.name} name=${one.title || one.name} id=${one.name} />`)}
    <span>${writing.length ? `${names(writing)} ${writing.length > 1 ? 'are' : 'is'} writing an answer here` : `${names(present)} ${present.length > 1 ? 'are' : 'is'} looking too`}</span></p>`;
}

function Where({ told, mode }) {
  if (mode === 'note') return html`<span class="composer-to"><${Icon} name="note" size=${14} />Only colleagues see it</span>`;
  const { to = '', channel } = told.reply || {};
  return html`<span class="composer-to clip"><${Icon} name=${channelIcon(channel)} size=${14} />${words(channel)} to <bdi>${to.replace(/^\w+:/, '')}</bdi>
    ${told.language && html` in <strong>${languageName(told.language)}</strong>`}</span>`;
}

const kept = (me, place) => draftOf(localStorage, me, place)?.text || '';

export function Composer({ told, me, suggestions, sending, present, mode, setMode, textRef, onWriting, onNote, onMacro, back }) {
  const [texts, setTexts] = useState(() => ({ reply: kept(me, told.id), note: kept(me, `${told.id}${NOTE}`) }));
  const [picking, setPicking] = useState(false);
  const [room, setRoom] = useState(true);
  const caret = useRef(null);
  const text = texts[mode];
  const place = mode === 'note' ? `${told.id}${NOTE}` : told.id;
  const open = mode === 'reply' ? openVariables(text) : [];
  const cannot = !told.reply?.connection;

  useEffect(() => {
    back.current = {
      put: words => change(texts.reply.trim() ? `${texts.reply}\n\n${words}` : words, 'reply'),
      templates: () => setPicking(true),
    };
  });
  useEffect(() => {
    if (caret.current == null) return;
    textRef.current?.focus();
    textRef.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  useEffect(() => {
    const fields = textRef.current;
    if (!fields) return;
    fields.style.height = 'auto';
    fields.style.height = `${Math.min(280, Math.max(76, fields.scrollHeight + 2))}px`;
  }, [text, mode]);

  function change(next, which = mode) {
    setTexts(before => ({ ...before, [which]: next }));
    setRoom(keepDraft(localStorage, me, which === mode ? place : told.id, { text: next }));
    onWriting(which === 'reply' && next.trim() !== '');
  }
  function use(template) {
    const field = textRef.current;
    const put = insert(text, field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length, template.text);
    caret.current = put.caret;
    setPicking(false);
    change(put.text);
  }
  async function send() {
    if (text.trim() === '') return;
    if (mode === 'note') {
      if (await onNote(text)) done();
      return;
    }
    if (cannot) return;
    if (open.length > 0) {
      toast(`Fill in first: ${open.join(', ')}`, 'bad');
      return;
    }
    const { connection, conversation, to, subject } = told.reply;
    sending.send(told.id, { text, seen: told.seen, connection, conversation, to, subject, language: told.language });
    done();
  }
  function done() {
    forgetDraft(localStorage, me, place);
    setTexts(before => ({ ...before, [mode]: '' }));
    onWriting(false);
    setMode('reply');
  }
  const onKeyDown = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      event.currentTarget.blur();
    }
  };
  return html`<section class=${`composer composer-${mode}`} aria-label=${mode === 'note' ? 'Write a note' : 'Write an answer'}>
    <${Present} present=${present} />
    <div class="composer-head">
      <div class="modes" role="group" aria-label="What to write">
        <button type="button" aria-pressed=${mode === 'reply'} onClick=${() => setMode('reply')}>Answer</button>
        <button type="button" aria-pressed=${mode === 'note'} onClick=${() => setMode('note')}>Note</button></div>
      <${Where} told=${told} mode=${mode} />
    </div>
    <label class="hidden" for="composer-text">${mode === 'note' ? 'Note' : 'Answer'}</label>
    <textarea id="composer-text" ref=${textRef} dir="auto" lang=${mode === 'reply' ? told.language : undefined} value=${text} spellcheck
      placeholder=${mode === 'note' ? 'A note for colleagues …' : cannot ? 'This case has no way to answer; write a note instead' : 'Write an answer …'}
      onInput=${event => change(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
    <div class="composer-foot">
      ${mode === 'reply' && html`<${Button} small look="quiet" icon="page" class="templates-button" aria-haspopup="dialog" onClick=${() => setPicking(true)}>Templates</${Button}>`}
      <span class="composer-said" role="status">${open.length > 0 ? html`<span class="stage-sign stage-warn"><${Icon} name="edit" size=${13} />Fill in ${open.join(', ')}</span>`
        : !room ? html`<span class="stage-sign stage-bad"><${Icon} name="alert" size=${13} />This browser cannot keep the draft</span>`
        : text && 'Draft kept'}</span>
      <span class="composer-keys muted"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
      <${Button} look="primary" icon=${mode === 'note' ? 'note' : 'send'} class="send" disabled=${text.trim() === '' || (mode === 'reply' && cannot)}
        onClick=${send}>${mode === 'note' ? 'Add the note' : 'Send'}</${Button}>
    </div>
    ${picking && html`<${Templates} suggestions=${suggestions} language=${told.language} onUse=${use} onMacro=${macro => (setPicking(false), onMacro(macro))} onClose=${() => setPicking(false)} />`}
  </section>`;
}
