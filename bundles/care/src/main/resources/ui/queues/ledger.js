// The answer ledger: heard = answered + solved + thanked + closed + open, for a period and a unit.
import { Button, Card, Failure, Pill, Select, Skeleton, formatDay, formatNumber, html, plural, query, toast, useLoad, useState, words } from '/ui/console/ui.js';
import { PARTS, balanced, period, share, sum } from './model.js';

const PERIODS = [{ value: '1', label: 'Today' }, { value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }];

function Equation({ ledger }) {
  const right = balanced(ledger);
  return html`<div class="equation" role="group" aria-label="The balance">
    <div class="term term-heard"><strong>${formatNumber(ledger.heard)}</strong><span>heard</span></div>
    ${PARTS.map(([name, title, tells], at) => html`<span class="sign" aria-hidden="true" key=${`${name}-sign`}>${at === 0 ? (right ? '=' : '≠') : '+'}</span>
      <div key=${name} class=${`term term-${name}`} title=${tells}><strong>${formatNumber(ledger[name] || 0)}</strong><span><i aria-hidden="true"></i>${title}</span></div>`)}
    <${Pill} tone=${right ? 'good' : 'bad'} icon=${right ? 'check' : 'alert'}>${right ? 'In balance' : `${formatNumber(Math.abs(ledger.heard - sum(ledger)))} unaccounted for`}</${Pill}>
  </div>`;
}

function Bar({ row, label }) {
  const told = PARTS.filter(([name]) => row[name]).map(([name, title]) => `${formatNumber(row[name])} ${title}`).join(', ');
  return html`<div class="share-bar" role="img" aria-label=${`${label}: ${told || 'nothing'}`} title=${told}>${PARTS.map(([name]) => row[name] > 0 && html`<i key=${name}
    class=${`share share-${name}`} style=${{ width: `${share(row[name], row.heard)}%` }}></i>`)}</div>`;
}

function Parts({ title, rows, name }) {
  if (!rows?.length) return null;
  return html`<div class="table-wrap"><table class="ledger-table"><thead><tr><th>${title}</th><th class="number">Heard</th>${PARTS.map(([part]) => html`<th key=${part} class="number">${part[0].toUpperCase()}${part.slice(1)}</th>`)}
    <th class="bar-column"><span class="hidden">Shares</span></th></tr></thead>
    <tbody>${rows.map(row => html`<tr key=${row[name]}><td><bdi>${name === 'day' ? formatDay(`${row.day}T12:00:00`) : name === 'channel' ? words(row[name]) : row[name] || 'no unit'}</bdi></td><td class="number"><strong>${formatNumber(row.heard)}</strong></td>
      ${PARTS.map(([part]) => html`<td key=${part} class=${`number ${row[part] ? '' : 'muted'}`}>${formatNumber(row[part] || 0)}</td>`)}<td class="bar-column"><${Bar} row=${row} label=${String(row[name])} /></td></tr>`)}</tbody></table></div>`;
}

const CUTS = [['units', 'unit', 'Unit'], ['channels', 'channel', 'Channel'], ['days', 'day', 'Day']];

export function LedgerCard({ api }) {
  const [days, setDays] = useState('7');
  const [unit, setUnit] = useState('');
  const [cut, setCut] = useState('units');
  const [checking, setChecking] = useState(false);
  const { from, to } = period(Number(days));
  const { data: ledger, error, loading, reload } = useLoad(signal => api.get(`/api/care/ledger${query({ from, to, unit })}`, { signal }), [from, to, unit], { every: 15_000 });
  async function recount() {
    setChecking(true);
    try {
      const told = await api.get(`/api/care/ledger${query({ from, to, unit, check: true })}`);
      const wrong = told.check?.wrong || [];
      if (wrong.length === 0) toast(`Recounted ${plural(told.check?.rows || 0, 'signal')}, one by one: all is accounted for`);
      else toast(`${plural(wrong.length, 'signal')} not accounted for: ${wrong.slice(0, 3).join(', ')}`, 'bad');
    } catch (problem) {
      toast(problem.message, 'bad');
    } finally {
      setChecking(false);
    }
  }
  const chosen = CUTS.find(([name]) => name === cut);
  return html`<${Card} title="Answer ledger" icon="receipt" actions=${html`
      <${Select} label="Period" value=${days} onChange=${setDays} options=${PERIODS} />
      ${(unit || ledger?.units?.length > 1) && html`<${Select} label="Unit" value=${unit} all="All units" onChange=${setUnit} options=${unit ? [unit] : ledger.units.map(one => one.unit)} />`}
      <${Button} small icon="refresh" busy=${checking} onClick=${recount}>Recount</${Button}>`}>
    ${loading && !ledger && html`<${Skeleton} rows=${4} />`}
    ${error && !ledger && html`<${Failure} error=${error} retry=${reload} />`}
    ${ledger && html`<div class="card-body stack">
      <p class="muted">What was heard ${days === '1' ? 'today' : `from ${formatDay(`${from}T12:00:00`)} until today`} (days of UTC), and what became of each.</p>
      <${Equation} ledger=${ledger} /><${Bar} row=${ledger} label="All" />
      ${Object.keys(ledger.reasons || {}).length > 0 && html`<p class="reasons"><span class="muted">Closed because:</span> ${Object.entries(ledger.reasons).sort((one, other) => other[1] - one[1]).map(([reason, count]) => html`<span key=${reason}
        class="reason">${words(reason)} <strong>${formatNumber(count)}</strong></span>`)}</p>`}
      <div class="cuts" role="group" aria-label="Divide by">${CUTS.map(([name, , title]) => html`<button key=${name} type="button" aria-pressed=${cut === name} onClick=${() => setCut(name)}>By ${title.toLowerCase()}</button>`)}</div></div>
      <${Parts} title=${chosen[2]} rows=${ledger[cut]} name=${chosen[1]} />`}
  </${Card}>`;
}

