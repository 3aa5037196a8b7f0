// One signal in the feed.
import { Channel, Component, Kind, Rating, formatClock, formatFull, gist, giver, html } from '/ui/console/ui.js';

/** Rows are many and their signals never change: one is drawn again only when it is opened or marked. */
export class Row extends Component {
  shouldComponentUpdate({ row, open, marked }) {
    return row !== this.props.row || open !== this.props.open || marked !== this.props.marked;
  }

  render({ row, open, marked, onOpen }) {
    const who = giver(row);
    return html`<div role="listitem" class=${`row-item ${open ? 'row-open' : ''} ${marked ? 'row-marked' : ''}`} data-position=${row.id}>
      <button type="button" class="row-button" aria-expanded=${open ? 'true' : 'false'} onClick=${() => onOpen(row.id)}>
        <time class="row-time" datetime=${row.heardAt} title=${`Heard ${formatFull(row.heardAt)}`}>${formatClock(row.heardAt)}</time>
        <span class="row-kind"><${Kind} kind=${row.kind} /></span>
        <bdi class=${`row-who clip ${who ? '' : 'muted'}`}>${who || 'anonymous'}</bdi>
        <span class="row-text clip" dir="auto">${gist(row)}</span>
        <span class="row-rating"><${Rating} signal=${row} /></span>
        <span class="row-channel clip"><${Channel} channel=${row.channel} /></span>
        <span class="row-connection clip">${row.connection}</span>
      </button>
    </div>`;
  }
}
