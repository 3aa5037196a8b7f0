// An action that has not left: what it says, where it stands and why, and what a person can do.
import { Ago, Button, Confirm, Icon, Pill, formatFull, html, segment, sentence, toast, useState } from '/ui/console/ui.js';

export const STAGES = {
  waiting: ['idle', 'Waits'],
  held: ['warn', 'Held'],
  performing: ['info', 'Leaving'],
  retrying: ['warn', 'Tried again'],
  unsure: ['bad', 'Unsure'],
};

function Facts({ item }) {
  const facts = [
    ['To', item.to], ['Subject', item.subject], ['Unit', item.unit], ['Channel', item.channel], ['Campaign', item.campaign], ['Written by', item.author],
    ['Decided by', item.policy], ['Decided', formatFull(item.decidedAt)], ['Approved by', (item.approvedBy || []).join(', ')],
    ['Looked at again', item.until && formatFull(item.until)], ['Attempts', item.attempts > 0 && String(item.attempts)],
  ].filter(([, value]) => value);
  return html`<dl class="outbox-facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
    ${item.case && html`<div><dt>Case</dt><dd><a href=${`/inbox/${segment(item.case)}`}>${item.case}</a></dd></div>`}
    <div><dt>Why it came about</dt><dd><a href=${`/signals/${segment(item.cause)}`}>Trace from ${item.cause}</a></dd></div></dl>`;
}

const ASKS = {
  approve: { title: 'Let it leave?', action: 'Approve', look: 'primary', words: 'It leaves as soon as the other guards allow it.', done: 'Approved.' },
  discard: { title: 'Discard it for good?', action: 'Discard', look: 'danger', words: 'It never leaves. The journal keeps that you discarded it.', done: 'Discarded.' },
  happened: {
    title: 'It arrived?', action: 'It arrived', look: 'primary', words: 'It is recorded as done and is not sent again.', done: 'Recorded as done.',
    path: 'resolve', body: { happened: true },
  },
  again: {
    title: 'It did not arrive?', action: 'Send it again', look: 'primary', words: 'The guards judge it again, and it leaves. If it arrived after all, the customer gets it twice.',
    done: 'It is sent again.', path: 'resolve', body: { happened: false },
  },
};

export function Line({ api, item, checked, onCheck, onDone, level }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState('');
  const [tone, label] = STAGES[item.stage] || ['idle', item.stage];
  const ask = ASKS[asked];
  async function go(reason) {
    await api.post(`/api/outbox/${segment(item.id)}/${ask.path || asked}`, { ...ask.body, reason });
    toast(ask.done);
    onDone();
  }
  const what = item.subject || (item.text || '').split('\n')[0] || item.type;
  return html`<li class="outbox-item" data-action=${item.id}>
    <div class="outbox-line">
      ${onCheck ? html`<input type="checkbox" checked=${checked} aria-label=${`Choose ${what}`} onChange=${onCheck} />` : html`<span></span>`}
      <button type="button" class="outbox-open" aria-expanded=${open ? 'true' : 'false'} onClick=${() => setOpen(!open)}>
        <span class="outbox-what clip" dir="auto">${what}</span>
        <span class="outbox-why clip" dir="auto">${item.by && html`<strong>${item.by}</strong>: `}${(item.stage === 'unsure' ? item.to : item.reason) || item.connection}</span>
      </button>
      <${Pill} tone=${tone} dot>${label}</${Pill}>
      <span class="outbox-connection clip">${item.connection}</span>
      <span class="outbox-purpose muted clip">${item.purpose}</span>
      <span class="muted nowrap outbox-since"><${Ago} time=${item.since} /></span>
    </div>
    ${item.stage === 'unsure' && level.agent && html`<div class="outbox-ask">
      <${Icon} name="alert" /><span><strong>Did it arrive?</strong> ${sentence(item.reason)} It is not sent again by itself: look in the other system, then say so.</span>
      <${Button} small class="happened" onClick=${() => setAsked('happened')}>It arrived</${Button}>
      <${Button} small class="again" onClick=${() => setAsked('again')}>It did not: send it again</${Button}></div>`}
    ${open && html`<div class="outbox-detail">
      ${item.text && html`<blockquote dir="auto">${item.text}</blockquote>`}
      <${Facts} item=${item} />
      ${level.supervisor && item.stage !== 'unsure' && html`<div class="actions">
        <${Button} small look="primary" icon="check" class="approve" onClick=${() => setAsked('approve')}>Approve</${Button}>
        <${Button} small look="danger" icon="trash" class="discard" onClick=${() => setAsked('discard')}>Discard</${Button}></div>`}
    </div>`}
    ${ask && html`<${Confirm} title=${ask.title} action=${ask.action} look=${ask.look} reason="Reason" onConfirm=${go} onClose=${() => setAsked('')}>
      <p>${ask.words}</p></${Confirm}>`}
  </li>`;
}
