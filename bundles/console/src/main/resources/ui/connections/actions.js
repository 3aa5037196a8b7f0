// What one can do to a connection.
import { Button, Confirm, Problems, Dialog, html, segment, toast, useState } from '/ui/console/ui.js';

const path = (connection, verb = '') => `/api/connections/${segment(connection.id)}${verb && `/${verb}`}`;

function Checked({ result, onClose }) {
  return html`<${Dialog} title=${`Check of ${result.id}`} onClose=${onClose}>
    <${Problems} problems=${result.problems} /></${Dialog}>`;
}

export function ConnectionActions({ api, connection, onChange, onDeleted }) {
  const [busy, setBusy] = useState('');
  const [result, setResult] = useState(null);
  const [deleting, setDeleting] = useState(false);
  const isPaused = connection.status === 'paused';

  async function doing(verb, act) {
    setBusy(verb);
    try {
      await act();
    } catch (error) {
      toast(error.message, 'bad');
    }
    setBusy('');
    onChange();
  }
  const check = () => doing('check', async () => {
    const { problems } = await api.post(path(connection, 'check'));
    if (problems.length === 0) toast(`${connection.id} works: the check found nothing wrong.`);
    else setResult({ id: connection.id, problems });
  });
  const turn = () => doing('turn', async () => {
    await api.post(path(connection, isPaused ? 'resume' : 'pause'));
    toast(isPaused ? `${connection.id} goes on.` : `${connection.id} is paused until somebody resumes it.`, 'info');
  });
  async function remove() {
    await api.delete(path(connection));
    toast(`${connection.id} is deleted.`, 'info');
    onDeleted();
  }
  return html`<div class="actions">
    <${Button} small icon="check" busy=${busy === 'check'} class="act-check" onClick=${check}>Check</${Button}>
    <${Button} small icon=${isPaused ? 'play' : 'pause'} busy=${busy === 'turn'} class="act-turn"
      onClick=${turn}>${isPaused ? 'Resume' : 'Pause'}</${Button}>
    ${onDeleted && html`<${Button} small look="danger" icon="trash" class="act-delete"
      onClick=${() => setDeleting(true)}>Delete</${Button}>`}
    ${result && html`<${Checked} result=${result} onClose=${() => setResult(null)} />`}
    ${deleting && html`<${Confirm} title=${`Delete ${connection.id}?`} action="Delete" onConfirm=${remove}
      onClose=${() => setDeleting(false)}>
      <p>It stops hearing and its settings are gone, secrets included. What it has heard stays in the journal.</p></${Confirm}>`}
  </div>`;
}
