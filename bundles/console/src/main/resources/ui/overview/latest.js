// The latest signals, few.
import { Ago, Avatar, Card, Channel, Kind, Rating, Skeleton, gist, giver, html, segment, useEffect, useLoad, useRef } from '/ui/console/ui.js';

const MOST = 8;
const FLUSH = 1_500;

export function Latest({ api }) {
  const { data, setData } = useLoad(signal => api.get(`/api/signals?limit=${MOST}`, { signal }), []);
  const buffer = useRef([]);
  useEffect(() => {
    const off = api.live.on('signal', item => {
      buffer.current = [item, ...buffer.current].slice(0, MOST);
    });
    const timer = setInterval(() => {
      const fresh = buffer.current;
      buffer.current = [];
      if (fresh.length === 0) return;
      setData(before => {
        const known = new Set(fresh.map(item => item.id));
        return { items: [...fresh, ...(before?.items || []).filter(item => !known.has(item.id))].slice(0, MOST) };
      });
    }, FLUSH);
    return () => {
      off();
      clearInterval(timer);
    };
  }, [api]);
  return html`<${Card} title="Heard just now" icon="signals" actions=${html`<a href="/signals">All signals</a>`}>
    ${!data && html`<${Skeleton} rows=${6} />`}
    ${data?.items.length === 0 && html`<p class="card-body muted">Nothing yet.</p>`}
    <ul>${(data?.items || []).map(item => html`<li key=${item.id} class="latest">
      <a href=${`/signals/${segment(item.id)}`}>
        <${Avatar} name=${giver(item)} id=${item.profile || giver(item)} />
        <span class="latest-body"><span class="latest-head"><bdi class="clip latest-who">${giver(item) || 'anonymous'}</bdi><${Kind}
          kind=${item.kind} /><${Rating} signal=${item} /></span>
          <span class="clip latest-text" dir="auto">${gist(item)}</span></span>
        <span class="latest-side"><${Channel} channel=${item.channel} /><span class="muted"><${Ago} time=${item.heardAt} /></span></span>
      </a></li>`)}</ul>
  </${Card}>`;
}
