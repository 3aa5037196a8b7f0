// What could not be read, kept whole, to be offered again after the fix.
import {
  Ago, Button, Empty, Failure, PageHead, Select, Skeleton, formatNumber, html, plural, query, segment, stylesheet, toast, useEffect, useLoad,
  useState, useStore, pulse,
} from '/ui/console/ui.js';
import { Letter } from './letter.js';

await stylesheet('/ui/deadletters/page.css');

const PAGE = 50;

/** Offers one again; tells whether it was heard. */
async function retry(api, letter) {
  try {
    await api.post(`/api/deadletters/${segment(letter.id)}/retry`);
    return { heard: true };
  } catch (error) {
    if (error.status === 0 || error.status === 401) throw error;
    return { heard: false, reason: error.message };
  }
}

function RetryAll({ api, connection, onDone }) {
  const [progress, setProgress] = useState(null);
  async function all() {
    let heard = 0;
    let failed = 0;
    let before = '';
    setProgress({ heard, failed });
    try {
      do {
        const page = await api.get(`/api/deadletters${query({ connection, limit: PAGE, before })}`);
        for (const letter of page.items) {
          const result = await retry(api, letter);
          if (result.heard) heard++;
          else failed++;
          setProgress({ heard, failed });
        }
        before = page.next;
      } while (before);
      const rest = failed === 0 ? '.' : `; ${formatNumber(failed)} still unreadable.`;
      toast(`${plural(heard, 'letter')} heard at last${rest}`, failed === 0 ? 'good' : 'info');
    } catch (error) {
      toast(error.message, 'bad');
    }
    setProgress(null);
    onDone();
  }
  return html`<${Button} icon="refresh" busy=${progress !== null} class="retry-all" onClick=${all}>
    ${progress && `${formatNumber(progress.heard)} heard, ${formatNumber(progress.failed)} not`}
    ${!progress && (connection ? `Retry all of ${connection}` : 'Retry all')}</${Button}>`;
}

function Line({ letter, open, busy, onOpen, onRetry, api }) {
  return html`<li class=${`letter ${open ? 'letter-open' : ''}`} data-letter=${letter.id}>
    <div class="letter-line">
      <button type="button" class="letter-button" aria-expanded=${open ? 'true' : 'false'} onClick=${onOpen}>
        <span class="letter-reason clip" dir="auto">${letter.reason}</span>
        <span class="letter-where clip"><bdi class="mono">${letter.origin || 'origin unknown'}</bdi></span>
      </button>
      <span class="letter-connection clip">${letter.connection}</span>
      <span class="muted nowrap letter-attempts" title="How often reading it failed">${plural(letter.attempts, 'attempt')}</span>
      <span class="muted nowrap letter-at"><${Ago} time=${letter.at} /></span>
      <${Button} small icon="refresh" busy=${busy} class="retry" onClick=${onRetry}>Retry</${Button}>
    </div>
    ${open && html`<${Letter} api=${api} letter=${letter} />`}
  </li>`;
}

export default function DeadLetters({ params, api, navigate }) {
  const connection = params.query.connection || '';
  const [open, setOpen] = useState(null);
  const [busy, setBusy] = useState(null);
  const total = useStore(pulse).deadLetters;
  const { data, error, loading, reload, setData } = useLoad(
    signal => api.get(`/api/deadletters${query({ connection, limit: PAGE })}`, { signal }), [connection]);
  const { data: known } = useLoad(signal => api.get('/api/connections', { signal }), []);
  useEffect(() => {
    if (data && !data.next && total != null && !connection && total !== data.items.length) reload();
  }, [total]);

  async function one(letter) {
    setBusy(letter.id);
    try {
      const result = await retry(api, letter);
      if (result.heard) {
        toast('Heard at last; it is a signal now.');
        setData(before => ({ ...before, items: before.items.filter(item => item.id !== letter.id) }));
      } else {
        toast(`Still unreadable: ${result.reason}`, 'bad');
        reload();
      }
    } catch (failure) {
      toast(failure.message, 'bad');
    }
    setBusy(null);
  }
  async function more() {
    const page = await api.get(`/api/deadletters${query({ connection, limit: PAGE, before: data.next })}`);
    setData(before => ({ ...page, items: [...before.items, ...page.items] }));
  }

  const items = data?.items || [];
  const named = [...(known?.items || []).map(item => item.id), ...items.map(letter => letter.connection), connection];
  const connections = [...new Set(named.filter(Boolean))].sort();
  return html`<${PageHead} title="Dead letters"
    lead="What no connection could read, kept whole: nothing is dropped. Mend the mapping or the settings, then offer them again."
      actions=${html`<${Select} label="Connection" all="All connections" value=${connection} options=${connections}
        onChange=${value => navigate(`/deadletters${query({ connection: value })}`, { replace: true })} />
        ${items.length > 0 && html`<${RetryAll} api=${api} connection=${connection} onDone=${reload} />`}`} />
    <section class="card" aria-label="Dead letters">
      ${loading && !data && html`<${Skeleton} rows=${8} />`}
      ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
      ${data && items.length === 0 && html`<${Empty} icon="check" title=${connection ? `None of ${connection}` : 'No dead letters'}>
        Everything that came in could be read. What cannot be read will be kept here with its reason, file and line.</${Empty}>`}
      <ul>${items.map(letter => html`<${Line} key=${letter.id} api=${api} letter=${letter} open=${letter.id === open}
        busy=${letter.id === busy}
        onOpen=${() => setOpen(letter.id === open ? null : letter.id)} onRetry=${() => one(letter)} />`)}</ul>
      ${data?.next && html`<div class="list-more"><${Button} look="quiet" icon="down" onClick=${more}>Older letters</${Button}></div>`}
    </section>`;
}
