// The middle pane: one case, its conversation over all channels, and the answer that is being written.
import { Button, Failure, Icon, IconButton, Skeleton, formatFull, formatWhen, html, segment, toast, useEffect, useLayoutEffect, useRef, useState, useStore } from '/ui/console/ui.js';
import { usePresence } from './cases.js';
import { Clock, State, Topic } from './chips.js';
import { Composer } from './composer.js';
import { Items, Outgoing } from './items.js';
import { nameOf, subjectOf } from './model.js';

function Signs({ told }) {
  return html`<div class="case-signs-line"><${State} state=${told.state} />
    ${told.open && (told.clocks || []).map(clock => html`<${Clock} key=${clock.name} clock=${clock} named />`)}
    ${told.snoozedUntil && html`<span class="chip"><${Icon} name="moon" size=${12} />until <time datetime=${told.snoozedUntil} title=${formatFull(told.snoozedUntil)}>${formatWhen(told.snoozedUntil)}</time></span>`}
    ${(told.topics || []).map(topic => html`<${Topic} key=${topic} value=${topic} />`)}
    ${(told.tags || []).map(tag => html`<span key=${tag} class="chip"># ${tag}</span>`)}</div>`;
}

function Head({ told, me, ask, act, onBack, onCustomer, customer }) {
  const mine = told.assignee === me;
  return html`<header class="conversation-head">
    <div class="conversation-title">
      <${IconButton} icon="left" label="Back to the list" class="conversation-back" onClick=${onBack} />
      <div class="conversation-names"><h2 dir="auto" tabindex="-1" class="clip" title=${subjectOf(told)}>${subjectOf(told)}</h2>
        <p class="muted"><bdi>${nameOf(told)}</bdi> · ${told.id} · ${mine ? 'yours' : told.assignee ? `with ${told.assignee}` : 'with nobody yet'}</p></div>
      <div class="conversation-tools">
        ${!mine && html`<${Button} small icon="profiles" class="take" title="Take it yourself (a)" onClick=${() => act('take', told.assignee ? { force: true } : {})}>Take</${Button}>`}
        <${IconButton} icon="give" label="Give it to somebody (Shift A)" onClick=${() => ask('assign')} />
        <${IconButton} icon="moon" label="Snooze (s)" onClick=${() => ask('snooze')} />
        <${IconButton} icon="flag" label="Priority (p)" onClick=${() => ask('priority')} />
        <${IconButton} icon="move" label="Move to a queue (m)" onClick=${() => ask('queue')} />
        <${IconButton} icon="tag" label="Tags (l)" onClick=${() => ask('tag')} />
        <${IconButton} icon="merge" label="Merge into another case" onClick=${() => ask('merge')} />
        ${told.open ? html`<${Button} small icon="check" class="close-case" title="Close (e)" onClick=${() => ask('close')}>Close</${Button}>`
          : html`<${Button} small icon="back" class="reopen-case" onClick=${() => act('reopen', { reason: 'reopened in the console' })}>Reopen</${Button}>`}
        <${IconButton} icon="panel" label=${customer ? 'Hide the customer (c)' : 'Show the customer (c)'} aria-pressed=${customer} class="customer-toggle" onClick=${onCustomer} />
      </div>
    </div>
    <${Signs} told=${told} />
  </header>`;
}

/** Keeps the end of the conversation in sight, unless somebody reads further up. */
function useEnd(box, length, id) {
  const atEnd = useRef(true);
  const seen = useRef('');
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (seen.current !== id || atEnd.current) element.scrollTop = element.scrollHeight;
    seen.current = id;
  }, [length, id]);
  return event => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
  };
}

export function Conversation({ api, id, me, one, sending, suggestions, mode, setMode, textRef, back, ask, act, onBack, onCustomer, customer }) {
  const { data: told, error, loading, reload } = one;
  const [writing, setWriting] = useState(false);
  const present = usePresence(api, id, writing);
  const outgoing = useStore(sending.replies).filter(reply => reply.id === id);
  const box = useRef(null);
  const onScroll = useEnd(box, (told?.items.length || 0) + outgoing.length, told?.id);
  const conflict = outgoing.some(reply => reply.state === 'conflict');
  useEffect(() => { if (conflict) reload(); }, [conflict]);

  if (loading && !told) return html`<section class="pane pane-conversation" aria-label="Conversation"><${Skeleton} rows=${10} /></section>`;
  if (!told) return html`<section class="pane pane-conversation" aria-label="Conversation"><${Failure} error=${error} retry=${reload} /></section>`;
  const takeBack = reply => {
    const taken = sending.takeBack(reply.key);
    if (!taken) return;
    setMode('reply');
    back.current?.put(taken.body.text);
    textRef.current?.focus();
  };
  const again = item => {
    setMode('reply');
    back.current?.put(item.text);
    textRef.current?.focus();
  };
  const note = async text => {
    try {
      await act('note', { text });
      return true;
    } catch (problem) {
      toast(problem.message, 'bad');
      return false;
    }
  };
  const macro = async chosen => {
    try {
      await act('macro', { name: chosen.name, seen: told.seen });
      toast(`${chosen.title || chosen.name}: done`);
    } catch (problem) {
      toast(problem.message, 'bad');
    }
  };
  return html`<section class="pane pane-conversation" aria-label="Conversation">
    <${Head} told=${told} me=${me} ask=${ask} act=${(...what) => act(...what).catch(problem => toast(problem.message, 'bad'))} onBack=${onBack} onCustomer=${onCustomer} customer=${customer} />
    ${error && html`<p class="form-error" role="status"><${Icon} name="alert" />Not up to date: ${error.message}</p>`}
    ${told.trouble && html`<p class="trouble" role="status"><${Icon} name="alert" />${told.trouble}</p>`}
    <div class="conversation-body" ref=${box} onScroll=${onScroll} tabindex="0" role="region" aria-label="What was said">
      <${Items} told=${told} me=${me} name=${nameOf(told)} onAgain=${again} onResolve=${item => ask('resolve', item)}>
        ${outgoing.map(reply => html`<${Outgoing} key=${reply.key} reply=${reply} sending=${sending} onBack=${takeBack} />`)}</${Items}>
    </div>
    <${Composer} key=${told.id} told=${told} me=${me} suggestions=${suggestions} sending=${sending} present=${present} mode=${mode} setMode=${setMode} textRef=${textRef}
      onWriting=${setWriting} onNote=${note} onMacro=${macro} back=${back} />
  </section>`;
}

export const resolver = api => (item, happened, reason) => api.post(`/api/outbox/${segment(item.action)}/resolve`, { happened, reason });
