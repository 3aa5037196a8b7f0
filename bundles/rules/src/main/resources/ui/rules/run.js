// A dry run: what rules would have decided, beside what the live ones would.
import { Button, Icon, Select, formatFull, formatNumber, html, plural, segment, useEffect, useRef, useState } from '/ui/console/ui.js';

const LASTS = [1_000, 10_000, 100_000].map(last => ({ value: String(last), label: `last ${formatNumber(last)} signals` }));
const NAMES = { appear: 'New', vanish: 'Gone', change: 'Other', stay: 'Same' };
const OVER = ['done', 'cancelled', 'failed'];
const EVERY = 300;

/** `asked()` gives what is to be tried. */
function useRun(api, asked) {
  const [report, setReport] = useState(null);
  const [problem, setProblem] = useState('');
  const current = useRef(null);
  const leave = () => {
    const id = current.current;
    current.current = null;
    if (id) api.delete(`/api/rules/dry-run/${segment(id)}`).catch(() => {});
  };
  useEffect(() => leave, []);
  async function begin(last) {
    leave();
    setProblem('');
    setReport({ state: 'waiting' });
    try {
      const { id } = await api.post('/api/rules/dry-run', { ...asked(), last: Number(last) });
      current.current = id;
      for (;;) {
        const told = await api.get(`/api/rules/dry-run/${segment(id)}`);
        if (current.current !== id) return;
        setReport(told);
        if (OVER.includes(told.state)) return;
        await new Promise(resolve => setTimeout(resolve, EVERY));
      }
    } catch (failure) {
      setReport(null);
      setProblem(failure.message);
    }
  }
  return { report, problem, begin, leave };
}

function Actions({ actions }) {
  if (actions.length === 0) return html`<span class="muted">nothing</span>`;
  return html`<ul class="actions-told">${actions.map((action, at) => html`<li key=${at}><code>${action.rule}</code> ${action.op || action.type}
    ${action.queue && ` → ${action.queue}`}${action.connection && ` at ${action.connection}`}${action.text && html` “${action.text}”`}
    ${action.because && html`<span class="because">${action.because}</span>`}</li>`)}</ul>`;
}

function Result({ report }) {
  const { examples = [], rules = [] } = report;
  return html`<p>${plural(report.signals || 0, 'signal')} asked.${report.pending > 0 && ` ${plural(report.pending, 'timer')} had not rung at the end.`}
      ${!report.whole && ' The beginning of the journal is gone, so customers are known from there only.'}</p>
    ${rules.length === 0 ? html`<p class="muted">No rule would have decided anything.</p>` : html`<div class="table-wrap"><table><thead><tr><th>Rule</th>
      <th class="number">Live</th><th class="number">With this</th></tr></thead><tbody>${rules.map(one => html`<tr key=${one.rule}><td class="mono">${one.rule}</td>
      <td class="number">${formatNumber(one.before)}</td><td class=${`number ${one.after !== one.before ? 'changed' : ''}`}>${formatNumber(one.after)}</td></tr>`)}</tbody></table></div>`}
    ${examples.length > 0 && html`<h3>Examples</h3><ul class="examples">${examples.map((one, at) => html`<li key=${at} class=${`example example-${one.difference}`}>
      <div class="example-head"><strong>${NAMES[one.difference]}</strong> <a href=${`/signals/${one.position}`}>${one.position}</a> <span class="muted">${one.channel} ${formatFull(one.at)}</span></div>
      <p dir="auto" class="example-text">${one.text}</p>
      ${one.difference === 'stay' ? html`<${Actions} actions=${one.after} />` : html`<dl class="sides"><div><dt>Live</dt><dd><${Actions} actions=${one.before} /></dd></div>
        <div><dt>With this</dt><dd><${Actions} actions=${one.after} /></dd></div></dl>`}</li>`)}</ul>`}`;
}

export function DryRun({ api, asked, disabled }) {
  const [last, setLast] = useState('10000');
  const { report, problem, begin, leave } = useRun(api, asked);
  const running = report && !OVER.includes(report.state);
  const share = running && report.total > 0 ? Math.floor((report.done / report.total) * 100) : 0;
  return html`<p class="muted">Goes through what was recorded with these rules and with the live ones. Nothing is written and nothing leaves. Counts begin with
      the first signal that is shown.</p>
    <div class="row"><${Select} label="Over how many" value=${last} onChange=${setLast} options=${LASTS} />
      ${running ? html`<${Button} small icon="close" onClick=${leave}>Cancel</${Button}>`
        : html`<${Button} small icon="play" class="act-dry-run" disabled=${disabled} onClick=${() => begin(last)}>Try it</${Button}>`}</div>
    <div role="status" class="run-result" data-run=${report?.state || 'none'}>
      ${problem && html`<p class="form-error"><${Icon} name="alert" /><span dir="auto">${problem}</span></p>`}
      ${running && html`<progress max="100" value=${share} aria-label="Progress"></progress>`}
      ${report?.state === 'failed' && html`<p class="form-error"><${Icon} name="alert" /><span>${report.message}</span></p>`}
      ${report && !running && report.state !== 'failed' && html`<${Result} report=${report} />`}</div>`;
}
