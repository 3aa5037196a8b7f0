// What a script logs, as it does.
import { Empty, formatClock, formatFull, html, useEffect, useRef, useState } from '/ui/console/ui.js';

const EVERY = 1_000;
const MOST = 500;
const TONES = { warn: 'log-warn', warning: 'log-warn', error: 'log-error', debug: 'log-debug' };

function useLines(api, path, fresh) {
  const [lines, setLines] = useState([]);
  const [error, setError] = useState('');
  useEffect(() => {
    if (fresh) return undefined;
    let here = true;
    let timer = 0;
    let after = 0;
    async function look() {
      try {
        const told = document.visibilityState === 'visible' ? await api.get(path('log', { after })) : { lines: [] };
        if (!here) return;
        const news = told.lines.filter(line => line.number > after);
        if (news.length > 0) {
          after = news[news.length - 1].number;
          setLines(before => [...before, ...news].slice(-MOST));
        }
        setError('');
      } catch (failure) {
        if (here) setError(failure.message);
      }
      if (here) timer = setTimeout(look, EVERY);
    }
    look();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [fresh]);
  return { lines, error };
}

export function Log({ api, path, fresh }) {
  const { lines, error } = useLines(api, path, fresh);
  const box = useRef(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  const onScroll = ({ currentTarget: it }) => (atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 30);
  if (lines.length === 0) {
    return html`<${Empty} icon="feed" title="Nothing logged yet">${error || html`What the script says by <code>console.log(…)</code>, and what fails
      in it, appears here as it happens.`}</${Empty}>`;
  }
  return html`<div class="script-log" role="log" aria-label="Log of the script" tabindex="0" ref=${box} onScroll=${onScroll}>${lines.map(line => html`
    <div key=${line.number} class=${`log-line ${TONES[String(line.severity).toLowerCase()] || ''}`}><time datetime=${line.at}
      title=${formatFull(line.at)}>${formatClock(line.at)}</time><span dir="auto">${line.text}</span></div>`)}</div>
    ${error && html`<p class="muted" role="status">${error}</p>`}`;
}
