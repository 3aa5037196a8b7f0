// What is asked before something is done to a case.
import { Button, Confirm, Dialog, Icon, html, sentence, useState } from '/ui/console/ui.js';
import { PRIORITIES, REASONS, snoozes } from './model.js';

/** A list of choices of which one is taken by a click or by its number. */
function Choices({ choices, onChoose }) {
  const onKeyDown = event => {
    const at = Number(event.key) - 1;
    if (choices[at] && event.target.tagName !== 'INPUT') onChoose(choices[at].value);
  };
  return html`<ul class="choices" onKeyDown=${onKeyDown}>${choices.map((choice, at) => html`<li key=${choice.value}>
    <button type="button" onClick=${() => onChoose(choice.value)} autofocus=${at === 0}>
      <kbd aria-hidden="true">${at < 9 ? at + 1 : '·'}</kbd><span><strong>${choice.label}</strong>${choice.text && html`<span class="muted">${choice.text}</span>`}</span></button></li>`)}</ul>`;
}

function useDoing(act, onClose) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  async function go(...what) {
    if (busy) return;
    setBusy(true);
    setError('');
    try {
      await act(...what);
      onClose();
    } catch (problem) {
      setError(problem.message);
      setBusy(false);
    }
  }
  return { busy, go, said: error && html`<p class="form-error" role="alert"><${Icon} name="alert" />${error}</p>` };
}

function Close({ act, onClose }) {
  const { go, said } = useDoing(reason => act('close', { reason }), onClose);
  return html`<${Dialog} title="Close this case" onClose=${onClose}><div class="stack">${said}
    <${Choices} choices=${REASONS.map(([value, label, text]) => ({ value, label, text }))} onChoose=${go} /></div></${Dialog}>`;
}

function Snooze({ act, onClose }) {
  const { go, said } = useDoing(until => act('snooze', { until }), onClose);
  const [own, setOwn] = useState('');
  return html`<${Dialog} title="Snooze this case" onClose=${onClose}><div class="stack">${said}
    <${Choices} choices=${snoozes(Date.now()).map(({ label, until }) => ({ value: until, label }))} onChoose=${go} />
    <form class="own-time" onSubmit=${event => (event.preventDefault(), go(new Date(own).toISOString()))}>
      <label class="field"><span class="field-label">At another time</span><input type="datetime-local" value=${own}
        onInput=${event => setOwn(event.currentTarget.value)} /></label>
      <${Button} type="submit" disabled=${!own}>Snooze</${Button}></form></div></${Dialog}>`;
}

function Assign({ act, onClose, suggestions, me }) {
  const { go, said } = useDoing(to => (to === me ? act('take', { force: true }) : act('assign', { to })), onClose);
  const others = (suggestions?.assignees || []).filter(one => one.name !== me);
  const choices = [{ value: me, label: 'Me' },
    ...others.map(one => ({ value: one.name, label: one.title || one.name, text: one.why })), { value: '', label: 'Nobody', text: 'It goes back to its queue' }];
  return html`<${Dialog} title="Who should have it?" onClose=${onClose}><div class="stack">${said}<${Choices} choices=${choices} onChoose=${go} /></div></${Dialog}>`;
}

function Rank({ act, onClose }) {
  const { go, said } = useDoing(value => act('priority', { priority: Number(value) }), onClose);
  const choices = [...Object.entries(PRIORITIES).map(([value, label]) => ({ value, label })), { value: '0', label: 'Worked out again', text: 'By what was said and by whom' }];
  return html`<${Dialog} title="Priority" onClose=${onClose}><div class="stack">${said}<${Choices} choices=${choices} onChoose=${go} /></div></${Dialog}>`;
}

function Move({ act, onClose, queues }) {
  const { go, said } = useDoing(queue => act('queue', { queue }), onClose);
  return html`<${Dialog} title="Move to a queue" onClose=${onClose}><div class="stack">${said}<${Choices}
    choices=${queues.map(one => ({ value: one.name, label: one.title || one.name, text: `${one.open} open` }))} onChoose=${go} /></div></${Dialog}>`;
}

function Merge({ act, onClose, suggestions }) {
  const { go, said } = useDoing(into => act('merge', { into: into.trim() }), onClose);
  const [own, setOwn] = useState('');
  return html`<${Dialog} title="Merge into another case" onClose=${onClose}><div class="stack">${said}
    <p class="muted">What was said here goes there, and this case ends.</p>
    <${Choices} choices=${(suggestions?.merge || []).map(one => ({ value: one.id, label: one.subject || one.id, text: `${one.id}: ${one.why}` }))} onChoose=${go} />
    <form class="own-time" onSubmit=${event => (event.preventDefault(), go(own))}><label class="field"><span class="field-label">The number of a case</span>
      <input type="text" value=${own} placeholder="C0-123" onInput=${event => setOwn(event.currentTarget.value)} /></label>
      <${Button} type="submit" disabled=${!own.trim()}>Merge</${Button}></form></div></${Dialog}>`;
}

function Tag({ act, onClose, told }) {
  const { go, said } = useDoing((add, remove) => act('tag', { add, remove }), onClose);
  const [own, setOwn] = useState('');
  return html`<${Dialog} title="Tags" onClose=${onClose}><div class="stack">${said}
    <form class="own-time" onSubmit=${event => (event.preventDefault(), go([own.trim()], []))}><label class="field"><span class="field-label">Add a tag</span>
      <input type="text" value=${own} maxlength="60" onInput=${event => setOwn(event.currentTarget.value)} /></label><${Button} type="submit" disabled=${!own.trim()}>Add</${Button}></form>
    ${told.tags?.length > 0 && html`<div class="chips">${told.tags.map(tag => html`<${Button} key=${tag} small icon="close" onClick=${() => go([], [tag])}>${tag}</${Button}>`)}</div>`}
  </div></${Dialog}>`;
}

/** What became of an answer of which nobody knows. */
function Resolve({ resolve, what, onClose }) {
  const [happened, setHappened] = useState(true);
  return html`<${Confirm} title="Did this answer arrive?" action=${happened ? 'It arrived' : 'Send it again'} look="primary" reason="How do you know?" onClose=${onClose}
    onConfirm=${reason => resolve(what, happened, reason)}>
    <p dir="auto">${sentence(what.reason)} So nobody knows whether the customer has it, and it is not sent again by itself. Look where it would be seen, for instance in the
      folder of sent mail, or ask the customer.</p>
    <label class="field-check"><input type="radio" name="happened" checked=${happened} onChange=${() => setHappened(true)} />It arrived: the customer has it</label>
    <label class="field-check"><input type="radio" name="happened" checked=${!happened} onChange=${() => setHappened(false)} />It did not arrive: send it again</label>
  </${Confirm}>`;
}

const KEYS = [
  [['j', 'k'], 'Next and previous case'], [['Enter'], 'Open the case'], [['Esc'], 'Leave the text; back to the list'], [['r'], 'Answer'], [['Ctrl', 'Enter'], 'Send'],
  [['t'], 'Templates and macros'], [['n'], 'Note for colleagues'], [['a'], 'Take it yourself'], [['Shift', 'A'], 'Give it to somebody'], [['e'], 'Close'], [['s'], 'Snooze'],
  [['p'], 'Priority'], [['m'], 'Move to a queue'], [['l'], 'Tags'], [['c'], 'Show or hide the customer'], [['/'], 'Search'], [['g', 'q'], 'Go to Queues; likewise other pages'], [['?'], 'This help'],
];

function Help({ onClose }) {
  return html`<${Dialog} title="Keys of the inbox" onClose=${onClose}><dl class="keys keys-two">${KEYS.map(([keys, what]) => html`<div key=${what}>
    <dt>${keys.map(key => html`<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl></${Dialog}>`;
}

const DIALOGS = { close: Close, snooze: Snooze, assign: Assign, priority: Rank, queue: Move, merge: Merge, tag: Tag, resolve: Resolve, help: Help };

export function Asking({ asked, ...rest }) {
  const Asked = DIALOGS[asked.name];
  return Asked ? html`<${Asked} ...${rest} what=${asked.what} />` : null;
}
