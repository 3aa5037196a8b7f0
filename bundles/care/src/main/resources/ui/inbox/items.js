// A conversation's items: what was heard, what was answered, what colleagues noted, what changed.
import {
  Avatar, Button, Icon, IconButton, Kind, Rating, channelIcon, dayOf, formatClock, formatDay, formatFull, gist, html, segment, useMemo, useState, words,
} from '/ui/console/ui.js';
import { Feeling, Language, Topic, languageName } from './chips.js';
import { STAGES, byDay, understood } from './model.js';

const LONG = 1_600;

function Text({ text, language }) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > LONG;
  return html`<p class="said-text" dir="auto" lang=${language || undefined}>${cut ? `${text.slice(0, LONG)} …` : text}</p>
    ${cut && html`<${Button} look="quiet" small onClick=${() => setWhole(true)}>Show all of it</${Button}>`}`;
}

const At = ({ time }) => html`<time datetime=${time} title=${formatFull(time)}>${formatClock(time).slice(0, 5)}</time>`;

function Trace({ position }) {
  return html`<a class="trace-link" href=${`/signals/${segment(position)}`} title="What came of it, step by step"><${Icon} name="fork" size=${13}
    label="What came of it" /></a>`;
}

/** What a colleague, or another system, said to the customer outside of this inbox. */
function Elsewhere({ item }) {
  return html`<li class="said-item said-out" data-position=${item.position}>
    <div class="said-head"><span class="said-who">Said elsewhere</span>
      <span class="said-channel"><${Icon} name=${channelIcon(item.channel)} size=${13} />${words(item.channel)}, ${item.connection}</span>
      <span class="said-end"><${At} time=${item.occurredAt || item.at} /><${Trace} position=${item.position} /></span></div>
    <div class="bubble"><${Text} text=${gist(item)} language=${item.language} /></div></li>`;
}

function Signal({ item, name, language }) {
  if (item.direction === 'outbound') return html`<${Elsewhere} item=${item} />`;
  const chips = understood(item);
  const at = item.occurredAt || item.at;
  return html`<li class="said-item said-in" data-position=${item.position}>
    <div class="said-head"><${Avatar} name=${name} id=${name} /><bdi class="said-who">${name}</bdi>
      <span class="said-channel" title=${`${words(item.channel)}, ${item.connection}`}><${Icon} name=${channelIcon(item.channel)} size=${13} />${words(item.channel)}</span>
      ${item.kind !== 'message' && html`<${Kind} kind=${item.kind} />`}<${Rating} signal=${item} />
      <span class="said-end"><${At} time=${at} /><${Trace} position=${item.position} /></span></div>
    <div class="bubble"><${Text} text=${gist(item)} language=${item.language} /></div>
    ${(chips.length > 0 || (item.language && item.language !== language)) && html`<div class="chips">
      ${item.language !== language && html`<${Language} tag=${item.language} />`}
      ${chips.map(chip => (chip.type === 'sentiment' ? html`<${Feeling} value=${chip.value} />` : html`<${Topic} value=${chip.value} />`))}</div>`}
  </li>`;
}

export function Stage({ stage, reason }) {
  const [tone, icon, title] = STAGES[stage] || ['idle', 'clock', words(stage)];
  return html`<span class=${`stage-sign stage-${tone}`}><${Icon} name=${icon} size=${13} />${title}${reason && `: ${reason}`}</span>`;
}

function Answer({ item, me, onResolve, onAgain }) {
  return html`<li class=${`said-item said-out said-${item.stage}`} data-position=${item.position} data-stage=${item.stage}>
    <div class="said-head"><bdi class="said-who">${item.by === me ? 'You' : item.title || item.by || 'A rule'}</bdi>
      <span class="said-channel"><${Icon} name=${channelIcon(item.channel)} size=${13} />${words(item.channel)}</span>
      <span class="said-end"><${At} time=${item.at} /><${Trace} position=${item.position} /></span></div>
    <div class="bubble">${item.subject && html`<p class="said-subject" dir="auto">${item.subject}</p>`}<${Text} text=${item.text || ''} language=${item.language} /></div>
    <div class="chips"><${Stage} stage=${item.stage} reason=${item.stage === 'unsure' ? '' : item.reason} />
      ${item.stage === 'unsure' && html`<${Button} small icon="check" class="resolve" onClick=${() => onResolve(item)}>Say what happened</${Button}>`}
      ${item.stage === 'refused' && html`<${Button} small icon="edit" onClick=${() => onAgain(item)}>Use the text again</${Button}>`}</div>
  </li>`;
}

function Note({ item, me }) {
  return html`<li class="said-item said-note" data-position=${item.position}>
    <div class="said-head"><${Icon} name="note" size=${14} /><span class="said-who">${item.by === me ? 'You' : item.title || item.by}</span>
      <span class="muted">note, seen by colleagues only</span><span class="said-end"><${At} time=${item.at} /></span></div>
    <div class="bubble"><${Text} text=${item.text} /></div></li>`;
}

function Happened({ item, me }) {
  return html`<li class="said-event" data-position=${item.position}><span><${At} time=${item.at} />${' '}<strong>${item.by === me ? 'You' : item.title || item.by}</strong>${' '}<span dir="auto">${item.words}</span></span></li>`;
}

const KINDS = { signal: Signal, answer: Answer, note: Note, event: Happened };

/** A reply that the server has not taken yet. */
export function Outgoing({ reply, sending, onBack }) {
  const waiting = reply.state === 'waiting';
  return html`<li class=${`said-item said-out said-${reply.state}`} data-outgoing=${reply.state}>
    <div class="said-head"><span class="said-who">You</span></div>
    <div class="bubble"><${Text} text=${reply.body.text} /></div>
    ${reply.state === 'sending' && html`<div class="chips"><span class="stage-sign stage-idle"><${Icon} name="clock" size=${13} />Being handed over</span></div>`}
    ${waiting && html`<div class="chips"><span class="stage-sign stage-warn"><${Icon} name="clock" size=${13} />Not sent yet: ${reply.reason} It is tried again by itself, and sent once.</span>
      <${Button} small look="quiet" onClick=${sending.retry}>Try now</${Button}><${Button} small look="quiet" onClick=${() => onBack(reply)}>Take back</${Button}></div>`}
    ${(reply.state === 'conflict' || reply.state === 'failed') && html`<div class="conflict" role="alert">
      <p><${Icon} name="alert" /><span><strong>Your answer was not sent.</strong> <span dir="auto">${reply.reason}</span></span></p>
      <div class="actions">
        <${Button} small look="primary" icon="edit" class="conflict-edit" onClick=${() => onBack(reply)}>Edit it</${Button}>
        ${reply.state === 'conflict' && html`<${Button} small icon="send" class="conflict-send" onClick=${() => sending.sendAnyway(reply.key)}>I have read it, send mine too</${Button}>`}
        <${IconButton} icon="trash" label="Throw it away" onClick=${() => sending.takeBack(reply.key)} />
      </div></div>`}
  </li>`;
}

export function Items({ told, me, name, onResolve, onAgain, children }) {
  const days = useMemo(() => byDay(told.items, dayOf), [told.items]);
  return html`<div class="timeline-items">
    ${told.more && html`<p class="muted timeline-more">These are the latest ${told.items.length}. The customer’s profile has everything.</p>`}
    ${days.map(group => html`<section key=${group.day} aria-label=${formatDay(group.at)}>
      <h3 class="timeline-day"><span>${formatDay(group.at)}</span></h3>
      <ol>${group.items.map(item => {
        const Item = KINDS[item.type];
        return Item && html`<${Item} key=${`${item.position}${item.type}`} item=${item} me=${me} name=${name} language=${told.language} onResolve=${onResolve} onAgain=${onAgain} />`;
      })}</ol></section>`)}
    <ol>${children}</ol>
  </div>`;
}

export { languageName };
