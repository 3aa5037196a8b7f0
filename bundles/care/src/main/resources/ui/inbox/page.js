// The inbox: cases, one conversation, and the customer beside it. Made for the keyboard.
import { Empty, Skeleton, html, segment, stylesheet, toast, useEffect, useKeys, useLoad, useMemo, useRef, useState } from '/ui/console/ui.js';
import { Asking } from './asking.js';
import { createChanges, useCase, useCases } from './cases.js';
import { Conversation, resolver } from './conversation.js';
import { Customer } from './customer.js';
import { draftsOf } from './drafts.js';
import { List } from './list.js';
import { address, asked } from './model.js';
import { createSending } from './sending.js';

await Promise.all([stylesheet('/ui/inbox/signs.css'), stylesheet('/ui/inbox/page.css')]);

/** Who is signed in; a server that does not tell has one person only. */
function useMe(api) {
  const { data, error } = useLoad(signal => api.get('/api/session', { signal }), []);
  if (data) return data;
  return error ? { name: 'admin', role: 'administrator' } : null;
}

export default function Inbox({ params, api, navigate }) {
  const me = useMe(api);
  if (!me) return html`<${Skeleton} rows=${10} />`;
  return html`<${Desk} me=${me.name} params=${params} api=${api} navigate=${navigate} />`;
}

function useSending(api, me, done) {
  const latest = useRef(done);
  latest.current = done;
  const sending = useMemo(() => createSending({ api, who: me, onSent: (...what) => latest.current(...what) }), [api, me]);
  useEffect(() => {
    sending.retry();
    const offs = [api.live?.on('open', () => sending.retry())];
    window.addEventListener('online', sending.retry);
    return () => {
      offs.forEach(off => off?.());
      window.removeEventListener('online', sending.retry);
    };
  }, [sending]);
  return sending;
}

function useWatched(api) {
  const changes = useMemo(() => createChanges(api), [api]);
  useEffect(() => () => changes.close(), [changes]);
  return changes;
}

/** The rows, the one that is marked, and moving among them. */
function useMarked(rows, open) {
  const [marked, setMarked] = useState(open);
  const list = useRef(null);
  useEffect(() => open && setMarked(open), [open]);
  const at = rows.findIndex(row => row.id === marked);
  const to = step => rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
  const mark = id => {
    setMarked(id);
    list.current?.querySelector(`[data-case="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  return { marked, mark, to, list };
}

function Desk({ me, params, api, navigate }) {
  const { view = 'mine', queue = '', q = '', order = '', unit = '' } = params.query;
  const filter = { view, queue, q, order, unit };
  const open = params.path[0] || null;
  const changes = useWatched(api);
  const found = useCases(api, asked(filter), changes);
  const { marked, mark, to, list } = useMarked(found.items, open);
  const [question, setQuestion] = useState(null);
  const [mode, setMode] = useState('reply');
  const [customer, setCustomer] = useState(() => window.innerWidth >= 1240);
  const search = useRef(null);
  const text = useRef(null);
  const back = useRef(null);
  const one = useRef({ reload() {} });
  const drafts = draftsOf(localStorage, me);
  const sending = useSending(api, me, (reply, answer) => {
    if (answer?.repeated) toast('It had been sent already; it was not sent twice', 'info');
    one.current.reload();
    found.reload();
  });

  const show = id => {
    mark(id);
    setMode('reply');
    navigate(address(id, filter), { replace: Boolean(open) });
  };
  const close = () => open && navigate(address(null, filter));
  const onChange = change => navigate(address(open, { ...filter, ...change }), { replace: true });
  const move = step => {
    const next = to(step);
    if (!next) return undefined;
    if (open) return show(next.id);
    mark(next.id);
    list.current?.querySelector(`[data-case="${CSS.escape(next.id)}"] button`)?.focus({ preventScroll: true });
    return undefined;
  };
  const act = async (verb, body = {}) => {
    const id = open || marked;
    const answer = await api.post(`/api/cases/${segment(id)}/${verb}`, body);
    one.current.reload();
    found.reload();
    return answer;
  };
  const leaving = async (verb, body) => {
    const next = to(1)?.id === open ? to(-1)?.id : to(1)?.id;
    const answer = await act(verb, body);
    if (verb === 'close' || verb === 'snooze') {
      toast(verb === 'close' ? 'Closed' : 'Snoozed');
      if (open && next && next !== open) show(next);
    }
    return answer;
  };
  const ask = (name, what) => setQuestion({ name, what });
  const onCase = then => () => (open ? then() : false);
  const write = which => onCase(() => {
    setMode(which);
    setTimeout(() => text.current?.focus());
  });
  useKeys({
    j: () => move(1), k: () => move(-1), ArrowDown: event => (event.target.closest?.('.conversation-body') ? false : move(1)),
    ArrowUp: event => (event.target.closest?.('.conversation-body') ? false : move(-1)),
    Enter: event => (event.target.closest?.('a, button') ? false : marked && show(marked)),
    Escape: close, r: write('reply'), n: write('note'), '/': () => search.current?.focus(), '?': () => ask('help'),
    e: onCase(() => ask('close')), s: onCase(() => ask('snooze')), p: onCase(() => ask('priority')), m: onCase(() => ask('queue')), l: onCase(() => ask('tag')),
    a: onCase(() => act('take').then(() => toast('It is yours'), problem => toast(problem.message, 'bad'))), A: onCase(() => ask('assign')),
    t: onCase(() => back.current?.templates()), c: () => setCustomer(before => !before),
  });

  return html`<div class=${`inbox ${open ? 'inbox-open' : ''} ${open && customer ? 'inbox-customer' : ''}`}>
    <${List} api=${api} filter=${filter} found=${found} open=${open} marked=${marked} drafts=${drafts} me=${me} onChange=${onChange} onOpen=${show}
      searchRef=${search} listRef=${list} />
    ${open ? html`<${Open} key=${open} api=${api} id=${open} me=${me} changes=${changes} sending=${sending} mode=${mode} setMode=${setMode} textRef=${text} back=${back} ask=${ask}
        act=${act} leaving=${leaving} onBack=${close} customer=${customer} setCustomer=${setCustomer} holder=${one} question=${question} setQuestion=${setQuestion} />`
      : html`<section class="pane pane-nothing"><${Empty} icon="inbox" title="No case is open">Choose one with <kbd>j</kbd> and <kbd>k</kbd>, open it with <kbd>Enter</kbd>.
        All keys: <kbd>?</kbd></${Empty}></section>`}
    ${!open && question && html`<${Asking} asked=${question} onClose=${() => setQuestion(null)} />`}
  </div>`;
}

function Open({ api, id, me, changes, holder, leaving, question, setQuestion, customer, setCustomer, ...rest }) {
  const one = useCase(api, id, changes);
  holder.current = one;
  const { data: suggestions } = useLoad(signal => api.get(`/api/cases/${segment(id)}/suggestions`, { signal }), [id, one.data?.latestSignal]);
  const { data: desk } = useLoad(signal => api.get('/api/care/queues', { signal }), []);
  const told = one.data;
  return html`
    <${Conversation} api=${api} id=${told?.id || id} me=${me} one=${one} suggestions=${suggestions} customer=${customer} onCustomer=${() => setCustomer(!customer)} ...${rest} />
    ${customer && (told ? html`<${Customer} api=${api} told=${told} onClose=${() => setCustomer(false)} />`
      : html`<aside class="pane pane-customer" aria-label="The customer"><${Skeleton} rows=${6} /></aside>`)}
    ${question && told && html`<${Asking} asked=${question} act=${leaving} told=${told} me=${me} suggestions=${suggestions} queues=${desk?.queues || []}
      resolve=${resolver(api)} onClose=${() => setQuestion(null)} />`}`;
}
