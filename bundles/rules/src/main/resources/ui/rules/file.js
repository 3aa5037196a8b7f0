// A file of rules as text.
import { Button, Card, Confirm, Empty, Failure, Icon, PageHead, Skeleton, html, plural, segment, toast, useEffect, useLoad, useState } from '/ui/console/ui.js';
import { Faults } from './rule.js';
import { DryRun } from './run.js';

const PATIENCE = 300;

function Text({ api, navigate, file, data, reload }) {
  const [text, setText] = useState(data.text);
  const [faults, setFaults] = useState(data.faults);
  const [told, setTold] = useState(data.rules);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => api.post('/api/rules/validate', { text }).then(said => {
      if (gone) return;
      setFaults(said.faults);
      setTold(said.rules);
    }, () => {}), PATIENCE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);
  async function save() {
    setBusy(true);
    setProblem('');
    try {
      await api.text('PUT', `/api/rules/files/${segment(file)}?match=${segment(data.version)}`, text);
      toast(`${file} is live`);
      await reload();
    } catch (failure) {
      setFaults(failure.body?.faults || []);
      setProblem(failure.message);
    }
    setBusy(false);
  }
  return html`<${PageHead} title=${`${file}.rules.yaml`} back=${{ href: '/rules', label: 'Rules' }}
      lead=${data.live ? 'Live as it is here.' : 'It has mistakes; until they are mended, its last version without mistakes goes on.'}
      actions=${html`<${Button} look="danger" icon="trash" onClick=${() => setAsking(true)}>Delete</${Button}>
        <${Button} look="primary" icon="check" busy=${busy} disabled=${text === data.text || faults.length > 0} onClick=${save}>Save</${Button}>`} />
    ${asking && html`<${Confirm} title=${`Delete all rules of ${file}?`} action="Delete" onClose=${() => setAsking(false)}
      onConfirm=${async () => { await api.delete(`/api/rules/files/${segment(file)}`); navigate('/rules'); }}><p>Older versions are kept in <code>data/rules</code>.</p></${Confirm}>`}
    ${problem && html`<p class="form-error" role="alert"><${Icon} name="alert" /><span dir="auto">${problem}</span></p>`}
    <div class="rule-columns"><div class="stack-large"><textarea class="yaml-text" aria-label="The file as YAML" spellcheck=${false} value=${text} rows=${Math.min(44, Math.max(16, text.split('\n').length + 2))}
        onInput=${event => setText(event.currentTarget.value)}></textarea></div>
      <div class="stack-large rule-side"><${Card} title=${faults.length > 0 ? plural(faults.length, 'mistake') : 'In words'} icon=${faults.length > 0 ? 'alert' : 'bulb'}><div class="card-body stack">
          <${Faults} faults=${faults} /><ol class="told-all">${told.map(one => html`<li key=${one.name}><strong>${one.name}</strong> ${one.words}</li>`)}</ol></div></${Card}>
        <${Card} title="Dry run" icon="play"><div class="card-body stack"><${DryRun} api=${api} disabled=${faults.length > 0} asked=${() => ({ file, text })} /></div></${Card}></div></div>`;
}

export function File({ api, navigate, file }) {
  const { data, error, loading, reload } = useLoad(signal => api.get(`/api/rules/files/${segment(file)}`, { signal }), [file]);
  if (loading && !data) return html`<${Skeleton} rows=${10} />`;
  if (error?.status === 404) return html`<${Empty} icon="file" title="There is no such file">${file} is no file of rules.</${Empty}>`;
  if (error && !data) return html`<${Failure} error=${error} retry=${reload} />`;
  return html`<${Text} key=${data.version} api=${api} navigate=${navigate} file=${file} data=${data} reload=${reload} />`;
}
