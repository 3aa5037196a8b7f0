// The tests of a script: run on what is in the editor, with their results.
import { Button, Empty, Icon, html, useEffect, useState } from '/ui/console/ui.js';
import { keepDraft } from './drafts.js';
import { addressOf, isScript, pluginOf, problemIn, testsTold } from './model.js';
import { templateOf } from './templates.js';

const byNeed = results => [...results].sort((one, other) => Number(one.passed) - Number(other.passed));

/** A failure's first place in a file: `vip.test.js:7:3: it is …` → {file, line, column, message}. */
export function placeIn(failure) {
  const found = /^([\w./-]+\.js):(\d+)(?::(\d+))?:?\s*([\s\S]*)$/.exec(failure);
  return found ? { file: found[1], line: Number(found[2]), column: Number(found[3] || 1), message: found[4] } : null;
}

/** {results, run, busy, error, isOf}: as the server ran them last, or as they were run from here. */
export function useTests(api, path, data, text) {
  const told = data.tests || [];
  const [own, setOwn] = useState(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const typed = data.fresh || text !== data.text;
  useEffect(() => setOwn(null), [data.version]);
  async function run() {
    setBusy(true);
    setError('');
    try {
      const { results } = isScript(data.file)
        ? await api.text('POST', path('test'), typed ? text : '')
        : await api.text('POST', `/api/scripts/test?name=${encodeURIComponent(await scriptOf(api, data.file))}`, '');
      setOwn({ results, text });
    } catch (failure) {
      const problem = problemIn(failure.body);
      setError(problem ? problem.message : failure.message);
    }
    setBusy(false);
  }
  return { results: own ? own.results : told, ran: own, current: !own || own.text === text, run, busy, error };
}

/** The script that a file of tests is about. */
async function scriptOf(api, file) {
  const name = file.replace(/\.test\.js$/, '');
  const { scripts } = await api.get('/api/scripts');
  const script = scripts.find(one => pluginOf(one.file) === name);
  if (!script) throw new Error(`There is no script called ${name}: ${name}.policy.js, ${name}.enricher.js or ${name}.connector.js.`);
  return script.file;
}

function Result({ result, onShow }) {
  const place = !result.passed && placeIn(result.failure);
  return html`<li class="test" data-test=${result.name} data-passed=${String(result.passed)}>
    <span class=${result.passed ? 'test-good' : 'test-bad'}><${Icon} name=${result.passed ? 'check' : 'close'}
      label=${result.passed ? 'Passed' : 'Failed'} /></span>
    <div class="test-text"><span dir="auto">${result.name || 'The file itself'}</span>
      ${!result.passed && html`<span class="script-bad test-why" dir="auto">${place ? html`<button type="button" class="place mono"
        onClick=${() => onShow(place)}>${place.file}:${place.line}</button> ${place.message}` : result.failure}</span>`}
      ${result.logged?.length > 0 && html`<pre class="test-log">${result.logged.join('\n')}</pre>`}</div></li>`;
}

function writeTests(file) {
  const name = pluginOf(file);
  keepDraft(`${name}.test.js`, { base: '', text: templateOf('test', name), fresh: true });
}

export function Tests({ file, tests, dirty, onShow }) {
  const { results, ran, current, run, busy, error } = tests;
  const failed = results.filter(result => !result.passed).length;
  const own = isScript(file);
  if (own && results.length === 0 && !ran && !error) {
    const name = `${pluginOf(file)}.test.js`;
    return html`<${Empty} icon="check" title="No tests yet" action=${html`<${Button} icon="plus" href=${addressOf(name)} class="act-write-tests"
      onClick=${() => writeTests(file)}>Write tests</${Button}><${Button} icon="play" busy=${busy} class="act-run" onClick=${run}>Run</${Button}>`}>
      Tests lie beside the script as <code>${name}</code>. They run in the same engine, whenever the script is saved.</${Empty}>`;
  }
  return html`<div class="panel-head"><${Button} small icon="play" class="act-run" busy=${busy} onClick=${run}>Run</${Button}>
      <span class="muted">${own ? 'On what is in the editor.' : dirty ? 'As they are saved; save first.' : 'Run against the script as it is saved.'}</span></div>
    ${error && html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" /><span>${error}</span></p>`}
    <p class=${`test-sum ${failed > 0 ? 'rating-bad' : ''}`} role="status">${(results.length > 0 || ran) && testsTold(results.length - failed, failed)}${!current && html`
      <span class="muted"> · of what stood there before</span>`}</p>
    <ul class="test-list">${byNeed(results).map((result, at) => html`<${Result} key=${`${result.file} ${result.name} ${at}`} result=${result}
      onShow=${onShow} />`)}</ul>`;
}
