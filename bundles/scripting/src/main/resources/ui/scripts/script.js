// One file: its text, what is wrong with it, and what one can do with it beside.
import { Button, Confirm, Empty, Failure, PageHead, Skeleton, html, query, segment, toast, useEffect, useLoad, useRef, useState } from '/ui/console/ui.js';
import { Asked } from './asked.js';
import { draftOf, dropDraft } from './drafts.js';
import { Editor, showPlace } from './editor.js';
import { State } from './list.js';
import { addressOf, isScript, kindOf, pluginOf, problemIn } from './model.js';
import { Changed, Told } from './status.js';
import { Panel } from './panel.js';
import { useKnown } from './known.js';
import { useLeaving, useText } from './text.js';

const EVERY = 3_000;
const back = { href: '/scripts', label: 'Scripts' };

const LEADS = {
  policy: 'Decides what to do about what was understood.', enricher: 'Understands: adds insights to signals.',
  connector: 'Hears a system, or speaks to it, as often as a connection is made of it.',
  test: 'Tests of the script of the same name; run whenever that is saved.', library: 'What scripts import.',
  table: 'Rows that scripts look up by key: lookup(table, key).', fixture: 'What tests read: fixture(name).',
};

function Head({ file, data, dirty, busy, act }) {
  return html`<${PageHead} title=${file} back=${back} lead=${LEADS[kindOf(file)]} actions=${html`
    ${data.state === 'quarantined' && html`<${Button} icon="play" class="act-release" onClick=${() => act.ask('release')}>Release</${Button}>`}
    <${Button} icon="fork" class="act-compare" disabled=${data.fresh} onClick=${() => act.ask('compare')}>Compare</${Button}>
    ${dirty && !data.fresh && html`<${Button} icon="back" class="act-discard" onClick=${() => act.ask('discard')}>Discard</${Button}>`}
    <${Button} look="danger" icon="trash" class="act-delete" onClick=${() => act.ask('delete')}>Delete</${Button}>
    ${isScript(file) && html`<${Button} icon="check" class="act-check" busy=${busy === 'check'} onClick=${act.check}>Check</${Button}>`}
    <${Button} look="primary" icon="upload" class="act-save" busy=${busy === 'save'} title="Ctrl-S or ⌘S" onClick=${act.save}>Save</${Button}>`} />`;
}

export function Script({ file, tab, api, navigate }) {
  const path = (what, more = {}) => `/api/scripts/${what}${query({ name: file, ...more })}`;
  const load = useLoad(async signal => (draftOf(file)?.fresh ? { file, text: '', state: 'new', fresh: true } : api.get(path('file'), { signal })),
    [file], { every: EVERY });
  const { data, error, reload, setData } = load;
  const { text, dirty, foreign, type, saved, takeTheirs, keepMine } = useText(file, data);
  const known = useKnown(api, data);
  const [busy, setBusy] = useState('');
  const [told, setTold] = useState(null);
  const [asked, setAsked] = useState('');
  const view = useRef(null);
  const leaving = useLeaving(file, dirty);

  /** Does one thing at a time and tells what came of it. */
  async function doing(what, act) {
    if (busy) return;
    setBusy(what);
    try {
      setTold(await act());
    } catch (failure) {
      const problem = problemIn(failure.body);
      setTold(problem ? { kind: 'refused', problem: { ...problem, at: Date.now() } } : { kind: 'failed', message: failure.message });
    }
    setBusy('');
  }
  /** Shows what the server answered with, and not what was asked for before that. */
  function renew(now, sent) {
    setData(now);
    if (sent !== undefined) saved(now, sent);
    reload();
  }
  const put = () => doing('save', async () => {
    const sent = text;
    const now = await api.text('PUT', path('file'), sent);
    renew(now, sent);
    return { kind: 'saved', version: now.version, note: now.note };
  });
  const act = {
    ask: setAsked,
    save: () => (foreign ? setAsked('overwrite') : put()),
    check: () => doing('check', async () => {
      const result = await api.text('POST', path('check'), text);
      return result.ok ? { kind: 'checked', version: result.version } : { kind: 'wrong', problem: problemIn(result) };
    }),
    async confirmed(what) {
      if (what === 'overwrite') put();
      if (what === 'discard') takeTheirs();
      if (what === 'release') await api.post(`/api/plugins/${segment(data.kind)}/${segment(pluginOf(file))}/release`);
      if (what === 'delete') {
        if (!data.fresh) await api.delete(path('file'));
        dropDraft(file);
        toast(`${file} is deleted.`, 'info');
        navigate('/scripts');
      } else reload();
    },
  };
  useSaveKey(act.save);
  /** What was refused is told until it is tried again; what was found right is no longer said of another text. */
  const onText = typed => {
    type(typed);
    if (told && !told.problem) setTold(null);
  };

  if (error?.status === 404 && !data) {
    return html`<${PageHead} title=${file} back=${back} /><${Empty} icon="scripts" title="There is no such file" action=${html`
      <${Button} href="/scripts">All scripts</${Button}>`}>It may have been deleted or renamed in the meantime.</${Empty}>`;
  }
  if (!data) return error ? html`<${PageHead} title=${file} back=${back} /><${Failure} error=${error} retry=${reload} />` : html`<${Skeleton} rows=${10} />`;
  const problem = told && told.kind !== 'failed' ? told.problem : data.problem;
  const shown = place => (place.file === file || !place.file ? showPlace(view.current, place) : navigate(addressOf(place.file)));
  const hasPanel = isScript(file) || kindOf(file) === 'test';
  return html`<${Head} file=${file} data=${data} dirty=${dirty} busy=${busy} act=${act} />
    ${foreign && html`<${Changed} gone=${false} onCompare=${() => setAsked('theirs')} onTake=${takeTheirs} onKeep=${keepMine} />`}
    ${error?.status === 404 && html`<${Changed} gone=${true} />`}
    <div class=${hasPanel ? 'script' : 'script script-alone'}>
      <section class="card code-card" aria-label="Editor">
        <${Editor} file=${file} text=${text} problem=${problem?.file === file || !problem?.file ? problem : null} known=${known} view=${view}
          onText=${onText} onSave=${act.save} />
        <${Told} file=${file} data=${data} told=${told} dirty=${dirty} busy=${busy} onShow=${shown}
          state=${data.state && html`<${State} state=${data.state} />`} />
      </section>
      ${hasPanel && html`<${Panel} file=${file} data=${data} text=${text} dirty=${dirty} tab=${tab} api=${api} path=${path}
        onTab=${name => navigate(addressOf(file, name), { replace: true })} onShow=${shown} onRenew=${renew} onTold=${setTold} />`}
    </div>
    ${asked && html`<${Asked} asked=${asked} file=${file} data=${data} text=${text} onConfirm=${() => act.confirmed(asked)} onClose=${() => setAsked('')} />`}
    ${leaving.to && html`<${Confirm} title="Leave without saving?" action="Leave" look="primary" onConfirm=${leaving.go} onClose=${leaving.stay}>
      <p>What you typed in ${file} is not saved. It is kept in this tab and shown again when you come back to it.</p></${Confirm}>`}`;
}

/** Ctrl-S and ⌘S save from wherever the keyboard is on this page. */
function useSaveKey(save) {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    function onKeyDown(event) {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const taken = event.defaultPrevented || document.querySelector('dialog[open]');
      event.preventDefault();
      if (!taken) latest.current();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
