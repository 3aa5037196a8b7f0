// How the whole is, on one page.
import {
  Card, Empty, Failure, Figure, Bars, Icon, PageHead, Problems, Skeleton, Ago, formatCompact, formatNumber, formatRate, beats, html, may, me, plural, pulse,
  stylesheet, useLoad, useStore, useNow, Button,
} from '/ui/console/ui.js';
import { Latest } from './latest.js';

await stylesheet('/ui/overview/page.css');

function Heard({ now }) {
  const counted = useStore(beats);
  const time = useNow();
  const rate = counted.perMinute(time);
  return html`<section class="card heard" aria-label="Heard">
    <${Figure} name="Heard per minute" value=${rate == null ? '–' : formatRate(rate)} unit="signals"
      of=${html`at the end of the road, over the last minute${now.heard > 0 && html`; connections heard ${plural(now.heard, 'signal')} since the start`}`} />
    <div class="heard-bars"><${Bars} values=${counted.bars(time)}
      label="Signals heard in stretches of five seconds over the last five minutes" height=${72} />
      <div class="heard-axis"><span>5 min ago</span><span>each bar 5 seconds</span><span>now</span></div></div>
  </section>`;
}

/** A figure that leads to its page, for those who have that page. */
function Tile({ href, to, ...figure }) {
  const card = 'card figure-card';
  return may(to) ? html`<a class=${card} href=${href}><${Figure} ...${figure} /></a>` : html`<div class=${card}><${Figure} ...${figure} /></div>`;
}

function Figures({ now }) {
  useStore(me);
  return html`<div class="figures">
    <${Tile} href="/plugins" to="administrator" name="Road lag" value=${formatCompact(now.lag)} unit="entries"
      tone=${now.lag > 10_000 ? 'warn' : ''} of="heard, but not yet identified, enriched and decided" />
    <${Tile} href="/signals" to="viewer" name="Journal" value=${formatCompact(now.entries)} unit="entries"
      of="all that happened: heard, understood, decided, ordered" />
    <${Tile} href="/profiles" to="viewer" name="Profiles" value=${formatCompact(now.profiles)}
      of="people and companies, joined over all channels" />
    <${Tile} href="/connections" to="administrator" name="Connections" value=${formatNumber(now.running)}
      unit=${`of ${formatNumber(now.connections)} running`} tone=${now.failing > 0 ? 'bad' : ''}
      of=${now.failing > 0 ? `${now.failing} with problems` : 'none with problems'} />
    <${Tile} href="/deadletters" to="administrator" name="Dead letters" value=${formatCompact(now.deadLetters)}
      tone=${now.deadLetters > 0 ? 'warn' : ''} of="kept whole, since nobody could read them" />
  </div>`;
}

function Wrong({ problems }) {
  return html`<${Card} title="What needs attention" icon="alert"><div class="card-body">
    <${Problems} problems=${problems} empty=${html`<p class="all-well"><${Icon} name="check" />Nothing is wrong.</p>`} /></div></${Card}>`;
}

export default function Overview({ api }) {
  const now = useStore(pulse);
  const { data, error, reload } = useLoad(signal => api.get('/api/connections', { signal }), [], { every: 5_000 });
  if (!now.known && !error) return html`<${Skeleton} rows=${9} />`;
  if (!now.known) return html`<${Failure} error=${error} retry=${reload} />`;
  const empty = data && data.items.length === 0 && now.entries === 0;
  return html`<${PageHead} title="Overview"
    lead=${html`${now.version && `Version ${now.version}`}${now.startedAt && html` · started <${Ago} time=${now.startedAt} />`}`} />
    ${empty
      ? html`<div class="card"><${Empty} icon="ear" title="Antiphon is listening" action=${html`<${Button} look="primary" icon="plus"
        href="/connections/new">Connect a channel</${Button}>`}>
          Nothing is connected yet. Make the first connection; <a
            href="/connections/new/demo">demo</a> plays a small world to look at.</${Empty}></div>`
      : html`<div class="overview"><${Heard} now=${now} /><${Figures} now=${now} />
          <div class="overview-columns"><${Latest} api=${api} /><${Wrong} problems=${now.problems} /></div></div>`}`;
}
