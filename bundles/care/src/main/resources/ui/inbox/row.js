// One case in the list.
import { Avatar, Component, Icon, channelIcon, html, words } from '/ui/console/ui.js';
import { Clock, Feeling, Priority, Since } from './chips.js';
import { mostUrgent, nameOf, subjectOf, troubleSign } from './model.js';

/** The one thing that is most worth knowing besides its clock; more would be noise. */
function sign(row, draft) {
  if (row.trouble) return html`<span class="chip chip-bad" title=${row.trouble}><${Icon} name="alert" size=${12} />${troubleSign(row.trouble)}</span>`;
  if (draft) return html`<span class="chip chip-draft"><${Icon} name="edit" size=${12} />draft</span>`;
  return row.sentiment && row.sentiment !== 'neutral' && html`<${Feeling} value=${row.sentiment} />`;
}

/** Rows are many: one is drawn again only when its case, or how it is shown, changes. */
export class Row extends Component {
  shouldComponentUpdate({ row, open, marked, draft, me }) {
    const now = this.props;
    return row !== now.row || open !== now.open || marked !== now.marked || draft !== now.draft || me !== now.me;
  }

  render({ row, open, marked, draft, me, onOpen }) {
    const clock = mostUrgent(row.clocks);
    const others = (row.present || []).filter(one => one.name !== me);
    return html`<li class=${`case-row ${open ? 'case-open' : ''} ${marked ? 'case-marked' : ''}`} data-case=${row.id}>
      <button type="button" class="case-button" aria-current=${open ? 'true' : undefined} onClick=${() => onOpen(row.id)}>
        <span class="case-line">
          <bdi class="case-who clip">${nameOf(row)}</bdi>
          ${row.customer?.vip && html`<span class="chip chip-vip">VIP</span>`}
          <span class="case-when"><${Since} time=${row.latestSignalAt || row.openedAt} /></span>
        </span>
        <span class="case-line">
          <${Icon} name=${channelIcon(row.channel)} size=${14} label=${words(row.channel)} />
          <span class="case-subject clip" dir="auto">${subjectOf(row)}</span>
          ${row.unanswered > 1 && html`<span class="case-count" title=${`${row.unanswered} without an answer`}>${row.unanswered}<span
            class="hidden"> without an answer</span></span>`}
        </span>
        <span class="case-line case-signs">
          ${clock && row.open && html`<${Clock} clock=${clock} short />`}
          ${row.priority <= 2 && html`<${Priority} priority=${row.priority} why=${row.priorityWhy} />`}
          ${sign(row, draft)}
          <span class="case-people">
            ${others.map(one => html`<span class="watching" key=${one.name} title=${`${one.title || one.name} ${one.writing ? 'is writing' : 'is looking'}`}><${Avatar}
              name=${one.title || one.name} id=${one.name} /></span>`)}
            ${row.assignee && html`<span class="case-assignee clip" title=${row.assigneeWhy || `Assigned to ${row.assignee}`}>${row.assignee === me ? 'you' : row.assignee}</span>`}
          </span>
        </span>
      </button>
    </li>`;
  }
}
