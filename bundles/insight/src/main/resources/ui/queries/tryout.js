// A query tried on the signals heard last, before it is saved.
import {
  Ago, Bars, Button, Card, Channel, Select, formatNumber, html, plural, segment, useEffect, useRef, useState,
} from '/ui/console/ui.js';
import { Faults } from './faults.js';

const PAUSE = 350;
const LAST = [['1000', 'the last 1,000 signals'], ['10000', 'the last 10,000 signals'], ['100000', 'the last 100,000 signals']];

function Example({ one }) {
  const { text, from, to } = one;
  return html`<li><a href=${`/signals/${segment(one.position)}`}>
    <span class="muted"><${Ago} time=${one.at} /> <${Channel} channel=${one.channel} /></span>
    <span dir="auto">${from < 0 ? text : html`${text.slice(0, from)}<mark>${text.slice(from, to)}</mark>${text.slice(to)}`}</span></a></li>`;
}

function Report({ report }) {
  const days = Object.values(report.days);
  return html`<div class="stack">
    <p><strong>${plural(report.hits, 'hit')}</strong> in ${plural(report.signals, 'signal')}${report.signals > 0
      && ` (${((100 * report.hits) / report.signals).toFixed(1)} %)`}${!report.whole && ', and time ran out before the others'}.</p>
    ${days.length > 1 && html`<${Bars} values=${days} label=${`Hits a day, at most ${formatNumber(Math.max(...days))}`} />`}
    <ul class="tried">${report.examples.map(one => html`<${Example} key=${one.position} one=${one} />`)}</ul></div>`;
}

/** The mistakes in a query while it is being written. */
function useMistakes(api, text) {
  const [faults, setFaults] = useState([]);
  useEffect(() => {
    if (!text.trim()) {
      setFaults([]);
      return undefined;
    }
    let over = false;
    const timer = setTimeout(async () => {
      const found = await api.post('/api/queries/validate', { query: text }).catch(() => null);
      if (!over && found) setFaults(found.faults);
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text]);
  return faults;
}

export function TryOut({ api, start = '', unit = '' }) {
  const [text, setText] = useState(start);
  const [last, setLast] = useState('10000');
  const [report, setReport] = useState(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const faults = useMistakes(api, text);
  const field = useRef(null);
  useEffect(() => {
    if (start) {
      field.current?.scrollIntoView({ block: 'nearest' });
      run();
    }
  }, []);
  async function run() {
    if (!text.trim()) return;
    setBusy(true);
    setFailure('');
    try {
      setReport(await api.post('/api/queries/try', { query: text, last: Number(last), unit }));
    } catch (error) {
      setReport(null);
      setFailure(error.status === 422 ? '' : error.message);
    } finally {
      setBusy(false);
    }
  }
  return html`<${Card} title="Try a query" icon="search">
    <div class="card-body stack"><form class="tryout" onSubmit=${event => { event.preventDefault(); run(); }}>
      <textarea ref=${field} class="input query-source" rows="2" spellcheck="false" aria-label="Query" value=${text}
        placeholder='(late OR delayed) NEAR/5 (delivery OR parcel) -"late fee"' onInput=${event => setText(event.currentTarget.value)}
        onKeyDown=${event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && run()}></textarea>
      <${Select} label="On" value=${last} options=${LAST.map(([value, label]) => ({ value, label }))} onChange=${setLast} />
      <${Button} look="primary" type="submit" busy=${busy} disabled=${!text.trim() || faults.length > 0}>Try</${Button}>
    </form>
    <${Faults} faults=${faults} />
    ${failure && html`<p class="error" role="alert">${failure}</p>`}
    ${report && html`<${Report} report=${report} />`}</div>
  </${Card}>`;
}
